import Dataset
import Embeddings
import Matrices

/// An embedding in memory: a row of length 1 for each model side by side, one an image.
struct LoadedEmbedding: Sendable {
    let name: String
    let stamp: [Int]
    /// SHA-256 of the image of each row, ascending.
    let digests: [String]
    let matrix: Matrix
    let rowOf: [String: Int]

    init(_ choice: EmbeddingChoice, workspace: Workspace) throws {
        var all = SampleQuery()
        all.state = .all
        try self.init(choice, images: workspace.imageDigests(matching: all))
    }

    /// - Parameter images: those that count; images without a vector are left out.
    init(_ choice: EmbeddingChoice, images: [String]) throws {
        name = choice.name
        stamp = choice.stamp
        let digests = choice.digests(among: images)
        self.digests = digests
        matrix = CompositeEmbedding.join(choice.stores.map { $0.rows(of: digests).rows })
        rowOf = Dictionary(uniqueKeysWithValues: digests.enumerated().map { ($1, $0) })
    }

    /// Euclidean distances of one row to all.
    func distances(from row: Int) -> [Float] {
        let columns = matrix.columns
        let query = Array(matrix.row(row))
        return matrix.values.withUnsafeBufferPointer { values in
            (0..<matrix.rows).map { other in
                var sum: Float = 0
                for column in 0..<columns {
                    let difference = values[other * columns + column] - query[column]
                    sum += difference * difference
                }
                return sum.squareRoot()
            }
        }
    }
}
