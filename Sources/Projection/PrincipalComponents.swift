package import Matrices

/// The directions in which a matrix varies most, by subspace iteration.
///
/// - SeeAlso: Halko, Martinsson, Tropp 2011, "Finding structure with randomness", section 4.5.
package enum PrincipalComponents {
    /// Until the axes don't turn any more.
    package static let rounds = 12
    private static let extra = 6
    /// Rows that one thread takes at a time.
    private static let block = 4_096

    /// The rows of `matrix` along its first `wanted` principal axes: N × `wanted`; zeros where there are fewer.
    ///
    /// - Parameter rounds: how often the axes are multiplied by the matrix; fewer are quicker and less exact.
    package static func scores(
        _ matrix: Matrix, wanted: Int, rounds: Int = rounds, seed: UInt64 = 0, threads: Int
    ) -> Matrix {
        let centred = matrix.centred()
        let width = min(wanted + extra, min(matrix.rows, matrix.columns))
        guard width > 0 else { return Matrix(rows: matrix.rows, columns: wanted) }
        var random = SeededRandom(seed: seed, stream: 3)
        var axes = Matrix(rows: matrix.columns, columns: width)
        for index in axes.values.indices { axes.values[index] = Float(random.normal()) }
        orthonormalize(&axes)
        for _ in 0..<rounds {
            axes = transposeTimes(centred, times(centred, axes, threads), threads)
            orthonormalize(&axes)
        }
        let scores = times(centred, axes, threads)
        let spread = transposeTimes(scores, scores, threads)
        let eigen = SymmetricEigen(spread.values.map(Double.init), size: width)
        var rotation = Matrix(rows: width, columns: wanted)
        for component in 0..<min(wanted, width) {
            let column = (0..<width).map { eigen.vectors[$0 * width + width - 1 - component] }
            for row in 0..<width { rotation[row, component] = Float(column[row]) }
        }
        return oriented(times(scores, rotation, threads))
    }

    private static func times(_ a: Matrix, _ b: Matrix, _ threads: Int) -> Matrix {
        var c = Matrix(rows: a.rows, columns: b.columns)
        a.values.withUnsafeBufferPointer { left in
            b.values.withUnsafeBufferPointer { right in
                c.values.withUnsafeMutableBufferPointer { product in
                    let (left, right, product) = (
                        SharedConstants(left), SharedConstants(right), SharedBuffer(product)
                    )
                    parallelBlocks(a.rows, size: block, threads: threads) { _, rows in
                        BLAS.multiply(
                            left.address(rows.lowerBound * a.columns), stride: a.columns, rows: rows.count,
                            right.address(0), stride: b.columns, columns: b.columns, depth: a.columns,
                            into: product.address(rows.lowerBound * b.columns), stride: b.columns)
                    }
                }
            }
        }
        return c
    }

    /// Each block of rows by itself, their sums added in order: the digits don't depend on the threads.
    private static func transposeTimes(_ a: Matrix, _ b: Matrix, _ threads: Int) -> Matrix {
        let size = a.columns * b.columns
        let blocks = (a.rows + block - 1) / block
        var partial = [Float](repeating: 0, count: blocks * size)
        a.values.withUnsafeBufferPointer { left in
            b.values.withUnsafeBufferPointer { right in
                partial.withUnsafeMutableBufferPointer { partial in
                    let (left, right, partial) = (
                        SharedConstants(left), SharedConstants(right), SharedBuffer(partial)
                    )
                    parallelBlocks(a.rows, size: block, threads: threads) { number, rows in
                        BLAS.addTransposeTimes(
                            left.address(rows.lowerBound * a.columns), stride: a.columns, columns: a.columns,
                            right.address(rows.lowerBound * b.columns), stride: b.columns, columns: b.columns,
                            depth: rows.count, into: partial.address(number * size), stride: b.columns)
                    }
                }
            }
        }
        var sum = Matrix(rows: a.columns, columns: b.columns)
        for number in 0..<blocks {
            for index in 0..<size { sum.values[index] += partial[number * size + index] }
        }
        return sum
    }

    /// Columns to unit length at right angles, in double; a column that has nothing of its own becomes 0.
    private static func orthonormalize(_ matrix: inout Matrix) {
        var done: [[Double]] = []
        for column in 0..<matrix.columns {
            var vector = (0..<matrix.rows).map { Double(matrix[$0, column]) }
            let before = length(vector)
            for _ in 0..<2 {
                for other in done {
                    let share = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
                    for index in vector.indices { vector[index] -= share * other[index] }
                }
            }
            let after = length(vector)
            let scale = after > 1e-6 * before && after > 0 ? 1 / after : 0
            for index in vector.indices { vector[index] *= scale }
            done.append(vector)
            for row in 0..<matrix.rows { matrix[row, column] = Float(vector[row]) }
        }
    }

    private static func length(_ vector: [Double]) -> Double {
        vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// Each column with the sign that makes the sum of its cubes positive.
    private static func oriented(_ scores: Matrix) -> Matrix {
        var result = scores
        for column in 0..<scores.columns {
            let cubes = (0..<scores.rows).reduce(0.0) {
                $0 + Double(scores[$1, column] * scores[$1, column] * scores[$1, column])
            }
            if cubes < 0 { for row in 0..<scores.rows { result[row, column] = -scores[row, column] } }
        }
        return result
    }
}
