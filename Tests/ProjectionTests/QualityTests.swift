import Matrices
import Neighbors
import Projection
import Testing

@Suite struct QualityTests {
    private func random(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
        var random = SeededRandom(seed: seed)
        return Matrix(rows: rows, columns: columns, values: (0..<rows * columns).map { _ in Float(random.normal()) })
    }

    /// The definition: sorts all distances of every row.
    private func naive(_ high: Matrix, _ low: Matrix, k: Int) -> Double {
        func order(_ matrix: Matrix, _ row: Int) -> [Int] {
            func squared(_ other: Int) -> Double {
                zip(matrix.row(row), matrix.row(other)).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
            }
            return (0..<matrix.rows).filter { $0 != row }.map { (squared($0), $0) }.sorted { $0 < $1 }.map(\.1)
        }
        var sum = 0
        for row in 0..<high.rows {
            let ranks = order(high, row)
            for neighbor in order(low, row).prefix(k) {
                sum += max(0, (ranks.firstIndex(of: neighbor) ?? 0) + 1 - k)
            }
        }
        let (n, size) = (Double(high.rows), Double(k))
        return 1 - 2 / (n * size * (2 * n - 3 * size - 1)) * Double(sum)
    }

    @Test func trustworthinessIsThatOfTheDefinition() {
        for (count, k) in [(7, 1), (7, 3), (50, 5), (120, 15)] {
            let high = random(count, 6, seed: 2)
            let low = random(count, 2, seed: 3)
            #expect(abs(trustworthiness(high, low, k: k, threads: 2) - naive(high, low, k: k)) < 1e-9)
        }
    }

    @Test func theSameMatrixIsTrustedWholly() throws {
        let matrix = random(60, 4)
        #expect(trustworthiness(matrix, matrix, k: 7, threads: 1) == 1)
        #expect(try keptNeighbors(matrix, matrix, k: 7, threads: 1) == 1)
    }

    @Test func fewRowsAreTrusted() throws {
        for count in 0..<3 {
            #expect(trustworthiness(random(count, 2), random(count, 2), k: 15, threads: 1) == 1)
            #expect(try keptNeighbors(random(count, 2), random(count, 2), k: 15, threads: 1) == 1)
        }
    }

    @Test func chanceKeepsAsManyNeighboursAsChanceDoes() throws {
        let kept = try keptNeighbors(random(600, 8, seed: 4), random(600, 2, seed: 5), k: 15, threads: 2)
        #expect(abs(kept - 15.0 / 599) < 0.01)
    }

    @Test func numbersThatAreNotFiniteHaveNoTrust() {
        var matrix = random(20, 3)
        matrix[1, 1] = .infinity
        #expect(trustworthiness(matrix, random(20, 2), k: 5, threads: 1).isNaN)
        #expect(trustworthiness(random(20, 2), matrix, k: 5, threads: 1).isNaN)
    }
}
