import Dataset

/// An answer as JSON, with `null` where there is nothing.
struct AnswerView: Encodable, Sendable {
    let answer: Answer

    init(_ answer: Answer) {
        self.answer = answer
    }

    private enum CodingKeys: String, CodingKey {
        case id, at, sample, person, kind, label, confidence, reason, change
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(answer.id, forKey: .id)
        try container.encode(answer.at, forKey: .at)
        try container.encode(answer.sample, forKey: .sample)
        try container.encode(answer.person, forKey: .person)
        try container.encode(answer.kind, forKey: .kind)
        try container.encode(answer.label, forKey: .label)
        try container.encode(answer.confidence, forKey: .confidence)
        try container.encode(answer.reason, forKey: .reason)
        try container.encode(answer.change, forKey: .change)
    }
}
