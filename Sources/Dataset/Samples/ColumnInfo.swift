/// A column that came with the import, beside label and split.
public struct ColumnInfo: Sendable, Codable, Equatable {
    public enum Kind: String, Sendable, Codable {
        case number, text
    }

    public let name: String
    public let kind: Kind

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// In bytes of UTF-8.
    public static let longestName = 100
    /// Columns of a dataset.
    public static let most = 200

    /// - Returns: a column's name as it is kept, without white space around it and in normal form C; nil where it is no
    ///   name: empty, too long, or with control characters.
    public static func parseName(_ text: String) -> String? {
        TagSet.parse(text).flatMap { $0.utf8.count <= longestName ? $0 : nil }
    }
}
