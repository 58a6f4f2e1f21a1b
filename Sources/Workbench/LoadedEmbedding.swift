package import Dataset
import Embeddings
package import Matrices

/// An embedding in memory: a row of length 1 for each model side by side, one an image.
package struct LoadedEmbedding: Sendable {
    package let name: String
    let stamp: [Int]
    /// SHA-256 of the image of each row, ascending.
    package let digests: [String]
    package let matrix: Matrix
    package let rowOf: [String: Int]

    init(_ choice: EmbeddingChoice, workspace: Workspace) throws {
        var all = SampleQuery()
        all.state = .all
        try self.init(choice, images: workspace.imageDigests(matching: all))
    }

    /// - Parameters:
    ///   - model: a name, or several joined by `+`; nil is the built-in ones that are there.
    ///   - images: those that count; images without a vector are left out.
    /// - Throws: ``SampleNeighborsError/noEmbedding(model:)``.
    package init(model: String?, images: [String], in workspace: Workspace) throws {
        try self.init(EmbeddingChoice.find(model, in: workspace), images: images)
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
