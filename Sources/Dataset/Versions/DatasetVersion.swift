import Foundation

/// A named point in the history: all that was in the dataset after one change.
public struct DatasetVersion: Sendable, Codable, Equatable {
    public let name: String
    /// The last change that is in it; 0 is before the first.
    public let change: Int64
    public let note: String?
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let createdAt: String

    /// In bytes of UTF-8.
    public static let longestName = 100

    /// - Returns: the name as it is kept; nil where it is none. A number is the number of a change, never a name.
    static func parse(_ text: String) -> String? {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        let hasControl = name.unicodeScalars.contains { CharacterSet.controlCharacters.contains($0) }
        guard !name.isEmpty, name.utf8.count <= longestName, !hasControl, !name.hasPrefix("-"),
            !name.allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        return name
    }
}
