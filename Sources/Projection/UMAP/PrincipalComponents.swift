package import Matrices

/// The directions in which a matrix varies most, by subspace iteration.
///
/// - SeeAlso: Halko, Martinsson, Tropp 2011, "Finding structure with randomness", section 4.5.
package enum PrincipalComponents {
    private static let rounds = 12
    private static let extra = 6

    /// The rows of `matrix` along its first `wanted` principal axes: N × `wanted`; zeros where there are fewer.
    package static func scores(_ matrix: Matrix, wanted: Int, seed: UInt64 = 0) -> Matrix {
        let centred = matrix.centred()
        let width = min(wanted + extra, min(matrix.rows, matrix.columns))
        guard width > 0 else { return Matrix(rows: matrix.rows, columns: wanted) }
        var random = SeededRandom(seed: seed, stream: 3)
        var axes = Matrix(rows: matrix.columns, columns: width)
        for index in axes.values.indices { axes.values[index] = Float(random.normal()) }
        orthonormalize(&axes)
        for _ in 0..<rounds {
            axes = transposeTimes(centred, times(centred, axes))
            orthonormalize(&axes)
        }
        let scores = times(centred, axes)
        let spread = transposeTimes(scores, scores)
        let eigen = SymmetricEigen(spread.values.map(Double.init), size: width)
        var rotation = Matrix(rows: width, columns: wanted)
        for component in 0..<min(wanted, width) {
            let column = (0..<width).map { eigen.vectors[$0 * width + width - 1 - component] }
            for row in 0..<width { rotation[row, component] = Float(column[row]) }
        }
        return oriented(times(scores, rotation))
    }

    private static func times(_ a: Matrix, _ b: Matrix) -> Matrix {
        var c = Matrix(rows: a.rows, columns: b.columns)
        BLAS.multiply(
            a.values, stride: a.columns, rows: a.rows, b.values, stride: b.columns, columns: b.columns,
            depth: a.columns, into: &c.values, stride: b.columns)
        return c
    }

    private static func transposeTimes(_ a: Matrix, _ b: Matrix) -> Matrix {
        var c = Matrix(rows: a.columns, columns: b.columns)
        BLAS.addTransposeTimes(
            a.values, stride: a.columns, columns: a.columns, b.values, stride: b.columns, columns: b.columns,
            depth: a.rows, into: &c.values, stride: b.columns)
        return c
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
