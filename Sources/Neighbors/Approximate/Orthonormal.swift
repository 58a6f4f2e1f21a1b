import Matrices

/// Columns made orthonormal by the Cholesky factor of their products.
enum Orthonormal {
    /// - Parameter matrix: row-major, rows × columns. Where columns depend on each other, what is left of them is
    ///   shorter than 1 instead of noise.
    static func make(_ matrix: inout [Float], rows: Int, columns n: Int) {
        var gram = [Float](repeating: 0, count: n * n)
        BLAS.addTransposeTimes(
            matrix, stride: n, columns: n, matrix, stride: n, columns: n, depth: rows, into: &gram, stride: n)
        let inverse = inverseFactor(gram.map(Double.init), n)
        var result = [Float](repeating: 0, count: rows * n)
        BLAS.multiply(
            matrix, stride: n, rows: rows, inverse.map { Float($0) }, stride: n, columns: n, depth: n, into: &result,
            stride: n)
        matrix = result
    }

    /// R⁻¹, where RᵀR is the matrix plus a little on its diagonal, R upper triangular.
    private static func inverseFactor(_ matrix: [Double], _ n: Int) -> [Double] {
        let trace = (0..<n).reduce(0.0) { $0 + matrix[$1 * n + $1] }
        guard trace > 0, trace.isFinite else { return [Double](repeating: 0, count: n * n) }
        let ridge = 1e-6 * trace / Double(n)
        var factor = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in i..<n {
                var sum = matrix[i * n + j] + (i == j ? ridge : 0)
                for k in 0..<i { sum -= factor[k * n + i] * factor[k * n + j] }
                factor[i * n + j] = i == j ? max(sum, ridge * 1e-3).squareRoot() : sum / factor[i * n + i]
            }
        }
        var inverse = [Double](repeating: 0, count: n * n)
        for j in 0..<n {
            inverse[j * n + j] = 1 / factor[j * n + j]
            for i in stride(from: j - 1, through: 0, by: -1) {
                var sum = 0.0
                for k in i + 1...j { sum += factor[i * n + k] * inverse[k * n + j] }
                inverse[i * n + j] = -sum / factor[i * n + i]
            }
        }
        return inverse
    }
}
