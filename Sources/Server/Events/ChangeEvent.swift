/// The data of the event `change`.
struct ChangeEvent: Encodable, Sendable {
    let change: ChangeView
    /// The samples it touched; nil where they are too many to name.
    let samples: [Int64]?

    private enum CodingKeys: String, CodingKey {
        case change, samples
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(change, forKey: .change)
        try container.encode(samples, forKey: .samples)
    }
}
