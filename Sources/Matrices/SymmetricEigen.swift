import Foundation

/// All eigenvalues and eigenvectors of a small symmetric matrix, by Householder's reduction to three diagonals and
/// the implicit QL method.
///
/// Meant for tens of rows; n³ operations in one thread.
///
/// - SeeAlso: Bowdler, Martin, Reinsch, Wilkinson 1968, "The QR and QL algorithms for symmetric matrices"
///   (EISPACK's tred2 and tql2).
public struct SymmetricEigen: Sendable {
    /// Ascending.
    public private(set) var values: [Double]
    /// Row-major n × n; column `i` is the unit eigenvector of `values[i]`.
    public private(set) var vectors: [Double]
    private let size: Int

    /// - Parameter matrix: row-major n × n, symmetric.
    public init(_ matrix: [Double], size: Int) {
        precondition(matrix.count == size * size, "a symmetric matrix of n rows holds n * n values")
        self.size = size
        vectors = matrix
        values = [Double](repeating: 0, count: size)
        guard size > 0 else { return }
        var beside = [Double](repeating: 0, count: size)
        reduce(&beside)
        iterate(&beside)
        sort()
    }

    private subscript(row: Int, column: Int) -> Double {
        get { vectors[row * size + column] }
        set { vectors[row * size + column] = newValue }
    }

    /// To three diagonals: `values` is the middle one, `beside` the one below it; `vectors` the transformation.
    private mutating func reduce(_ beside: inout [Double]) {
        for i in stride(from: size - 1, to: 0, by: -1) {
            let scale = (0..<i).reduce(0.0) { $0 + abs(self[i, $1]) }
            guard i > 1, scale != 0 else {
                beside[i] = self[i, i - 1]
                values[i] = 0
                continue
            }
            var h = 0.0
            for k in 0..<i {
                self[i, k] /= scale
                h += self[i, k] * self[i, k]
            }
            let f = self[i, i - 1]
            let g = f >= 0 ? -h.squareRoot() : h.squareRoot()
            beside[i] = scale * g
            h -= f * g
            self[i, i - 1] = f - g
            var sum = 0.0
            for j in 0..<i {
                self[j, i] = self[i, j] / h
                var product = 0.0
                for k in 0...j { product += self[j, k] * self[i, k] }
                for k in j + 1..<max(i, j + 1) { product += self[k, j] * self[i, k] }
                beside[j] = product / h
                sum += beside[j] * self[i, j]
            }
            let half = sum / (h + h)
            for j in 0..<i {
                let f = self[i, j]
                let g = beside[j] - half * f
                beside[j] = g
                for k in 0...j { self[j, k] -= f * beside[k] + g * self[i, k] }
            }
            values[i] = h
        }
        values[0] = 0
        beside[0] = 0
        for i in 0..<size {
            if values[i] != 0 {
                for j in 0..<i {
                    var product = 0.0
                    for k in 0..<i { product += self[i, k] * self[k, j] }
                    for k in 0..<i { self[k, j] -= product * self[k, i] }
                }
            }
            values[i] = self[i, i]
            self[i, i] = 1
            for j in 0..<i {
                self[j, i] = 0
                self[i, j] = 0
            }
        }
    }

    private mutating func iterate(_ beside: inout [Double]) {
        for i in 1..<max(1, size) { beside[i - 1] = beside[i] }
        beside[size - 1] = 0
        for l in 0..<size {
            // Thirty rounds are far more than any finite matrix needs; one that is not finite ends here too.
            for _ in 0..<60 {
                var m = l
                while m < size - 1 {
                    let near = abs(values[m]) + abs(values[m + 1])
                    if abs(beside[m]) <= Double.ulpOfOne * near { break }
                    m += 1
                }
                if m == l { break }
                rotate(from: m, to: l, &beside)
            }
        }
    }

    /// One implicit QL step on the rows l ... m.
    private mutating func rotate(from m: Int, to l: Int, _ beside: inout [Double]) {
        var g = (values[l + 1] - values[l]) / (2 * beside[l])
        var r = hypot(g, 1)
        g = values[m] - values[l] + beside[l] / (g + (g >= 0 ? r : -r))
        var (s, c, p) = (1.0, 1.0, 0.0)
        for i in stride(from: m - 1, through: l, by: -1) {
            let f = s * beside[i]
            let b = c * beside[i]
            r = hypot(f, g)
            beside[i + 1] = r
            if r == 0 {
                values[i + 1] -= p
                beside[m] = 0
                return
            }
            s = f / r
            c = g / r
            g = values[i + 1] - p
            r = (values[i] - g) * s + 2 * c * b
            p = s * r
            values[i + 1] = g + p
            g = c * r - b
            for k in 0..<size {
                let f = self[k, i + 1]
                self[k, i + 1] = s * self[k, i] + c * f
                self[k, i] = c * self[k, i] - s * f
            }
        }
        values[l] -= p
        beside[l] = g
        beside[m] = 0
    }

    private mutating func sort() {
        let order = values.indices.sorted { values[$0] < values[$1] }
        let (oldValues, old) = (values, vectors)
        for (new, column) in order.enumerated() {
            values[new] = oldValues[column]
            for row in 0..<size { self[row, new] = old[row * size + column] }
        }
    }
}
