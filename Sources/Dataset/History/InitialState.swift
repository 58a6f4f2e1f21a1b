import Foundation

/// What a sample was when it came in, as the history keeps it: one cell instead of one for every field.
struct InitialState: Codable {
    var classID: Int64?
    var split: String?
    var tags: [String] = []
    var columns: [String: ColumnValue] = [:]

    init(classID: Int64?, split: String?, tags: [String], columns: [String: ColumnValue]) {
        self.classID = classID
        self.split = split
        self.tags = tags
        self.columns = columns
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(InitialState.self, from: Data(json.utf8))
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        classID = try values.decodeIfPresent(Int64.self, forKey: .classID)
        split = try values.decodeIfPresent(String.self, forKey: .split)
        tags = try values.decodeIfPresent([String].self, forKey: .tags) ?? []
        columns = try values.decodeIfPresent([String: ColumnValue].self, forKey: .columns) ?? [:]
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(classID, forKey: .classID)
        try values.encodeIfPresent(split, forKey: .split)
        if !tags.isEmpty { try values.encode(tags, forKey: .tags) }
        if !columns.isEmpty { try values.encode(columns, forKey: .columns) }
    }

    private enum CodingKeys: String, CodingKey {
        case classID = "class"
        case split, tags, columns
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var sampleState: SampleState {
        SampleState(classID: classID, split: split, state: .active, tags: tags, columns: columns)
    }
}
