import Dataset

/// One sample as JSON with what was ever done to it.
struct SampleDetailView: Encodable, Sendable {
    let sample: Sample
    let history: [ChangedCell]

    private enum CodingKeys: String, CodingKey {
        case history
    }

    func encode(to encoder: any Encoder) throws {
        try SampleView(sample).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(history.map { CellView($0, namesChange: true) }, forKey: .history)
    }
}
