import Matrices
import Testing

@Suite struct BLASTests {
    private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var random = SeededRandom(seed: seed)
        // Small whole numbers: sums are exact, whatever the order.
        return Matrix(
            rows: rows, columns: columns,
            values: (0..<rows * columns).map { _ in Float(Int.random(in: -8...8, using: &random)) })
    }

    /// Also the proof that the kernels which were chosen for this processor can be trusted.
    @Test func productsAreThoseOfTheDefinition() {
        for (m, n, k) in [(1, 1, 1), (3, 5, 7), (16, 16, 16), (33, 65, 17), (100, 1, 9), (1, 100, 300), (70, 90, 500)] {
            let a = random(m, k, seed: 1)
            let b = random(n, k, seed: 2)
            var c = Matrix(rows: m, columns: n)
            BLAS.multiplyByTranspose(
                a.values, stride: k, rows: m, b.values, stride: k, rows: n, depth: k, into: &c.values, stride: n)
            for i in 0..<m {
                for j in 0..<n {
                    #expect(c[i, j] == zip(a.row(i), b.row(j)).reduce(0) { $0 + $1.0 * $1.1 })
                }
            }
            let d = random(k, n, seed: 3)
            BLAS.multiply(
                a.values, stride: k, rows: m, d.values, stride: n, columns: n, depth: k, into: &c.values, stride: n)
            #expect(c[m - 1, n - 1] == (0..<k).reduce(0) { $0 + a[m - 1, $1] * d[$1, n - 1] })
            var e = Matrix(rows: k, columns: n)
            let f = random(m, n, seed: 4)
            BLAS.addTransposeTimes(
                a.values, stride: k, columns: k, f.values, stride: n, columns: n, depth: m, into: &e.values, stride: n)
            #expect(e[k - 1, 0] == (0..<m).reduce(0) { $0 + a[$1, k - 1] * f[$1, 0] })
        }
    }
}
