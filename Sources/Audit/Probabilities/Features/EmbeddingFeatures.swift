import Foundation
public import Matrices

/// Embeddings of several models as one matrix that a penalty and a distance can be fair to.
///
/// Of each embedding the columns get mean 0 and deviation 1, then the rows length 1: each model has the same say, however
/// many columns it has and however large its numbers are, and no picture counts more for being strange.
public enum EmbeddingFeatures {
    /// - Parameter embeddings: N × D each, finite, of the same rows; one or more.
    /// - Returns: N × the sum of the D. The squared length of a row is the number of embeddings.
    public static func joined(_ embeddings: [Matrix], threads: Int = 1) -> Matrix {
        precondition(!embeddings.isEmpty, "there is an embedding")
        precondition(Set(embeddings.map(\.rows)).count == 1, "embeddings are of the same rows")
        let rows = embeddings[0].rows
        let wide = embeddings.reduce(0) { $0 + $1.columns }
        var result = Matrix(rows: rows, columns: wide)
        var first = 0
        for embedding in embeddings {
            let scales = scales(of: embedding, threads: threads)
            let means = embedding.columnMeans(threads: threads)
            let place = first
            result.values.withUnsafeMutableBufferPointer { out in
                embedding.values.withUnsafeBufferPointer { values in
                    let (out, values) = (SharedBuffer(out), SharedConstants(values))
                    let columns = embedding.columns
                    parallelBlocks(rows, size: 512, threads: threads) { _, some in
                        for row in some {
                            var square = 0.0
                            for column in 0..<columns {
                                let value = (values[row * columns + column] - means[column]) * scales[column]
                                out[row * wide + place + column] = value
                                square += Double(value) * Double(value)
                            }
                            let factor = square > 0 ? Float(1 / square.squareRoot()) : 0
                            for column in 0..<columns { out[row * wide + place + column] *= factor }
                        }
                    }
                }
            }
            first += embedding.columns
        }
        return result
    }

    /// One over the deviation of each column; 0 for a column that is always the same.
    private static func scales(of matrix: Matrix, threads: Int) -> [Float] {
        let centred = matrix.centred(threads: threads)
        var squares = [Double](repeating: 0, count: matrix.columns)
        for row in 0..<matrix.rows {
            for (column, value) in centred.row(row).enumerated() { squares[column] += Double(value) * Double(value) }
        }
        return squares.map { square in
            let deviation = (square / Double(max(1, matrix.rows))).squareRoot()
            return deviation > 1e-12 ? Float(1 / deviation) : 0
        }
    }
}
