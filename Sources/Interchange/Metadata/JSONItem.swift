import Foundation

/// A value of a JSON line.
enum JSONItem: Codable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case array([JSONItem])
    case object([String: JSONItem])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let integer = try? value.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let items = try? value.decode([JSONItem].self) {
            self = .array(items)
        } else {
            self = .object(try value.decode([String: JSONItem].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .integer(let integer): try value.encode(integer)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .array(let items): try value.encode(items)
        case .object(let items): try value.encode(items)
        }
    }

    /// The value as text of a cell: a text as it is, anything compound as JSON; nil for null.
    var text: String? {
        switch self {
        case .null: return nil
        case .text(let text): return text
        case .bool(let bool): return bool ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .number(let number): return String(number)
        case .array, .object:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The value as a number; nil for a text, and for a whole number too large to be one exactly.
    var number: Double? {
        switch self {
        case .integer(let integer): integer.magnitude <= 1 << 53 ? Double(integer) : nil
        case .number(let number): number.isFinite ? number : nil
        default: nil
        }
    }
}
