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
    let seconds: [String: Double]

    var text: String {
        "\(output): \(Words.count(rows, "row")) of \(Words.count(columns, "number")) in \(components) dimensions by "
            + "\(method), seed \(seed), \(Words.duration(seconds["total"] ?? 0))"
    }
}
