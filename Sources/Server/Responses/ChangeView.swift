import Dataset

/// A change as JSON, with `null` where there is nothing.
struct ChangeView: Encodable, Sendable {
    let change: Change

    init(_ change: Change) {
        self.change = change
    }

    enum CodingKeys: String, CodingKey {
        case id, at, author, reason, kind, count, undoes, undoneBy, summary
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(change.id, forKey: .id)
        try container.encode(change.at, forKey: .at)
        try container.encode(change.author, forKey: .author)
        try container.encode(change.reason, forKey: .reason)
        try container.encode(change.kind, forKey: .kind)
        try container.encode(change.count, forKey: .count)
        try container.encode(change.undoes, forKey: .undoes)
        try container.encode(change.undoneBy, forKey: .undoneBy)
        try container.encode(change.summary, forKey: .summary)
    }
}
