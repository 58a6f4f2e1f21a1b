import Dataset

/// A change as JSON with the cells it touched.
struct ChangeDetailView: Encodable, Sendable {
    /// Cells in one answer.
    static let limit = 10_000

    let change: Change
    let cells: [ChangedCell]

    private enum CodingKeys: String, CodingKey {
        case cells
    }

    func encode(to encoder: any Encoder) throws {
        try ChangeView(change).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cells.map { CellView($0, namesChange: false) }, forKey: .cells)
    }
}
