import Foundation

/// What the file system says of a file.
struct FileFacts {
    let isRegular: Bool
    /// In bytes.
    let size: Int
    let changed: Date

    /// - Parameter path: links are not followed. nil where there is nothing.
    init?(path: String) {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        isRegular = facts[.type] as? FileAttributeType == .typeRegular
        size = (facts[.size] as? NSNumber)?.intValue ?? 0
        changed = facts[.modificationDate] as? Date ?? .distantPast
    }
}
