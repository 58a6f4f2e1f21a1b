/// One cell of an imported column.
public enum ColumnValue: Sendable, Hashable, Codable {
    case number(Double)
    case text(String)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }

    /// The value as people read it; whole numbers have no decimal point.
    public var display: String {
        switch self {
        case .number(let number):
            if let whole = Int64(exactly: number) { String(whole) } else { String(number) }
        case .text(let text): text
        }
    }
}
