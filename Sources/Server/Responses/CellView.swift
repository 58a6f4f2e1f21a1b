import Dataset

/// One changed cell as JSON: in the history of a sample it names the change, in a change it names the sample.
struct CellView: Encodable, Sendable {
    let cell: ChangedCell
    let namesChange: Bool

    init(_ cell: ChangedCell, namesChange: Bool) {
        self.cell = cell
        self.namesChange = namesChange
    }

    private enum CodingKeys: String, CodingKey {
        case change, at, author, reason, kind, sample, classID, field, before, after
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if namesChange {
            try container.encode(cell.change, forKey: .change)
            try container.encode(cell.at, forKey: .at)
            try container.encode(cell.author, forKey: .author)
            try container.encode(cell.reason, forKey: .reason)
            try container.encode(cell.kind, forKey: .kind)
        } else {
            try container.encode(cell.sample, forKey: .sample)
            try container.encodeIfPresent(cell.classID, forKey: .classID)
        }
        try container.encode(cell.field, forKey: .field)
        try container.encode(cell.before, forKey: .before)
        try container.encode(cell.after, forKey: .after)
    }
}
