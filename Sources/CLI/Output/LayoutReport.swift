/// What `tessera umap` did.
struct LayoutReport: Encodable, Sendable {
    let rows: Int
    let columns: Int
    let components: Int
    let method: String
    let epochs: Int?
    let seed: UInt64
    let threads: Int
    let output: String
    /// The columns among which neighbours were looked for, and the share of them that this kept; nil where it was all.
    let reducedColumns: Int?
    let keptNeighbors: Double?
    let seconds: [String: Double]

    var text: String {
        "\(output): \(Words.count(rows, "row")) of \(Words.count(columns, "number")) in \(components) dimensions by "
            + "\(method), seed \(seed), \(Words.duration(seconds["total"] ?? 0))" + reduced
    }

    private var reduced: String {
        guard let reducedColumns, let keptNeighbors else { return "" }
        return "\nneighbours among \(Words.count(reducedColumns, "principal component")): "
            + "\((keptNeighbors * 1_000).rounded() / 10) % of the nearest are kept"
    }
}
