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
}
