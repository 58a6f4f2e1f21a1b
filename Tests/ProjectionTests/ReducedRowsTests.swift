import Matrices
import Projection
import Testing

@Suite("Rows made narrower before their neighbours are looked for")
struct ReducedRowsTests {
    /// Rows that lie near a room of a few dimensions.
    private func flat(_ rows: Int, _ columns: Int, dimensions: Int, noise: Double) -> Matrix {
        var random = SeededRandom(seed: 5)
        let axes = (0..<dimensions * columns).map { _ in random.normal() }
        var values: [Float] = []
        for _ in 0..<rows {
            let place = (0..<dimensions).map { _ in random.normal() }
            for column in 0..<columns {
                let sum = (0..<dimensions).reduce(0.0) { $0 + place[$1] * axes[$1 * columns + column] }
                values.append(Float(sum + noise * random.normal()))
            }
        }
        return Matrix(rows: rows, columns: columns, values: values)
    }

    @Test("What varies in few directions is made as narrow as asked, and the share that is kept is that of all rows")
    func narrow() throws {
        let matrix = flat(200, 40, dimensions: 5, noise: 0.05)
        let reduced = try ReducedRows(matrix, to: 5, leastKept: 0.8, k: 10, seed: 1, threads: 2)
        #expect(reduced.columns == 5 && reduced.measured == 200)
        #expect(reduced.kept >= 0.8 && reduced.kept < 1)
        #expect(abs(reduced.kept - (try keptNeighbors(matrix, reduced.matrix, k: 10, threads: 1))) < 1e-9)
    }

    @Test("Columns are added until enough neighbours are kept; where none can be spared the rows stay as they are")
    func bounded() throws {
        let matrix = flat(300, 40, dimensions: 12, noise: 0.02)
        let reduced = try ReducedRows(matrix, to: 2, leastKept: 0.9, k: 10, seed: 1, threads: 2)
        #expect(reduced.columns == 16 && reduced.kept >= 0.9)
        let round = flat(300, 20, dimensions: 20, noise: 1)
        let whole = try ReducedRows(round, to: 4, leastKept: 0.999, k: 10, seed: 1, threads: 2)
        #expect(whole.matrix == round && whole.kept == 1)
    }

    @Test("The same numbers for any number of threads; NaN is refused with its row; a single row stays")
    func edges() throws {
        let matrix = flat(600, 30, dimensions: 6, noise: 0.1)
        let one = try ReducedRows(matrix, to: 6, leastKept: 0.5, k: 15, seed: 3, threads: 1)
        let three = try ReducedRows(matrix, to: 6, leastKept: 0.5, k: 15, seed: 3, threads: 3)
        #expect(one.matrix == three.matrix && one.kept == three.kept)
        var broken = matrix
        broken[7, 3] = .nan
        #expect(throws: (any Error).self) {
            try ReducedRows(broken, to: 6, leastKept: 0.5, k: 15, seed: 3, threads: 1)
        }
        let single = Matrix(rows: 1, columns: 3, values: [1, 2, 3])
        #expect(try ReducedRows(single, to: 2, leastKept: 0.9, k: 15, seed: 1, threads: 1).matrix == single)
    }
}
