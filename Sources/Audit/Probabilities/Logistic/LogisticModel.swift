public import Matrices

/// A softmax regression: the probability of class k goes with exp(x · weights of k + intercept of k).
public struct LogisticModel: Sendable, Equatable {
    /// D × K.
    public let weights: Matrix
    /// K.
    public let intercepts: [Float]

    /// The probabilities of rows, N × K.
    public func probabilities(of features: Matrix, threads: Int = 1) -> Matrix {
        precondition(features.columns == weights.rows, "features are those that the model was fitted to")
        var result = Matrix(rows: features.rows, columns: weights.columns)
        let (depth, classes) = (weights.rows, weights.columns)
        result.values.withUnsafeMutableBufferPointer { out in
            features.values.withUnsafeBufferPointer { values in
                weights.values.withUnsafeBufferPointer { weights in
                    let (out, values, weights) = (SharedBuffer(out), SharedConstants(values), SharedConstants(weights))
                    parallelBlocks(features.rows, size: 256, threads: threads) { _, rows in
                        BLAS.multiply(
                            values.address(rows.lowerBound * depth), stride: depth, rows: rows.count,
                            weights.address(0), stride: classes, columns: classes, depth: depth,
                            into: out.address(rows.lowerBound * classes), stride: classes)
                        for row in rows {
                            for label in 0..<classes { out[row * classes + label] += intercepts[label] }
                        }
                        Softmax.replace(out, rows: rows, classes: classes)
                    }
                }
            }
        }
        return result
    }
}
