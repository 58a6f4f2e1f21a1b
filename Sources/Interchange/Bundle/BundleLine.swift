import Dataset
import Foundation

/// One line of `history.jsonl`: a change, or a cell of the change before it.
enum BundleLine: Codable {
    case change(LoggedChange)
    case classCell(LoggedCell)
    case sampleCell(LoggedCell)

    private enum CodingKeys: String, CodingKey {
        case change, at, author, reason, kind, summary, importID = "import", targets, origin
        case `class` = "c"
        case sample = "s"
        case field = "f"
        case before = "b"
        case after = "a"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .change(let change):
            try values.encode(change.id, forKey: .change)
            try values.encode(change.at, forKey: .at)
            try values.encode(change.author, forKey: .author)
            try values.encodeIfPresent(change.reason, forKey: .reason)
            try values.encode(change.kind, forKey: .kind)
            try values.encode(change.summary, forKey: .summary)
            try values.encodeIfPresent(change.importID, forKey: .importID)
            if !change.targets.isEmpty { try values.encode(change.targets, forKey: .targets) }
            try values.encodeIfPresent(change.origin, forKey: .origin)
        case .classCell(let cell), .sampleCell(let cell):
            if case .classCell = self {
                try values.encode(cell.subject, forKey: .class)
            } else {
                try values.encode(cell.subject, forKey: .sample)
            }
            try values.encode(cell.field, forKey: .field)
            try values.encode(BundleValue(cell.before), forKey: .before)
            try values.encode(BundleValue(cell.after), forKey: .after)
        }
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if values.contains(.change) {
            var change = LoggedChange(
                id: try values.decode(Int64.self, forKey: .change), at: try values.decode(String.self, forKey: .at),
                author: try values.decode(String.self, forKey: .author),
                reason: try values.decodeIfPresent(String.self, forKey: .reason),
                kind: try values.decode(Change.Kind.self, forKey: .kind),
                summary: try values.decode(String.self, forKey: .summary),
                importID: try values.decodeIfPresent(Int64.self, forKey: .importID),
                origin: try values.decodeIfPresent(String.self, forKey: .origin))
            change.targets = try values.decodeIfPresent([Int64].self, forKey: .targets) ?? []
            self = .change(change)
            return
        }
        let isClass = values.contains(.class)
        let cell = LoggedCell(
            subject: try values.decode(Int64.self, forKey: isClass ? .class : .sample),
            field: try values.decode(String.self, forKey: .field),
            before: try values.decode(BundleValue.self, forKey: .before).value,
            after: try values.decode(BundleValue.self, forKey: .after).value)
        self = isClass ? .classCell(cell) : .sampleCell(cell)
    }
}

/// A value in a bundle: null, a whole number, a text, or `{"real": 0.5}`.
private struct BundleValue: Codable {
    private struct Real: Codable {
        let real: Double
    }

    let value: LoggedValue

    init(_ value: LoggedValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else {
            value = .real(try container.decode(Real.self).real)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .real(let number): try container.encode(Real(real: number))
        }
    }
}

/// One line of `samples.jsonl`.
struct BundleSample: Codable {
    let id: Int64
    /// The path where it is text, else its bytes.
    let path: String?
    let pathBytes: Data?
    let digest: String
    let format: String
    let width: Int
    let height: Int
    let bytes: Int

    init(_ sample: LoggedSample) {
        id = sample.id
        path = sample.path.isText ? sample.path.display : nil
        pathBytes = sample.path.isText ? nil : Data(sample.path.bytes)
        digest = sample.digest
        format = sample.format
        width = sample.width
        height = sample.height
        bytes = sample.bytes
    }

    var sample: LoggedSample {
        LoggedSample(
            id: id, path: path.map { SourcePath($0) } ?? SourcePath(pathBytes ?? Data()), digest: digest,
            format: format, width: width, height: height, bytes: bytes)
    }
}

/// `talk.json`: what people said, and which changes did nothing.
struct BundleTalk: Codable {
    let talk: TalkLog
    let seen: [String]
}
