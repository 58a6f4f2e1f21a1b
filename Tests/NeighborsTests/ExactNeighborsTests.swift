import Foundation
import Matrices
import Neighbors
import Testing

@Suite struct ExactNeighborsTests {
    /// The definition, in double.
    private func naive(_ matrix: Matrix, k: Int, metric: Metric) -> [[(
        index: Int32, distance: Double
    )]] {
        (0..<matrix.rows).map { i in
            let all = (0..<matrix.rows).filter { $0 != i }.map { j -> (index: Int32, distance: Double) in
                let pairs = zip(matrix.row(i), matrix.row(j)).map { (Double($0), Double($1)) }
                switch metric {
                case .euclidean:
                    return (Int32(j), pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot())
                case .cosine:
                    let dot = pairs.reduce(0) { $0 + $1.0 * $1.1 }
                    let a = pairs.reduce(0) { $0 + $1.0 * $1.0 }.squareRoot()
                    let b = pairs.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
                    return (Int32(j), a == 0 && b == 0 ? 0 : a == 0 || b == 0 ? 1 : 1 - dot / (a * b))
                }
            }
            return Array(all.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(k))
        }
    }

    /// Whole numbers: many exact ties, and floats that are exact too.
    @Test func smallCasesWithTiesAreThoseOfTheDefinition() throws {
        for count in 0..<24 {
            for k in [1, 2, 5, 30] {
                for columns in [1, 2, 3] {
                    let matrix = MadeRows.normal(count, columns, seed: UInt64(count), whole: true)
                    let graph = try ExactNeighbors.search(matrix, k: k, threads: 2)
                    let expected = naive(matrix, k: k, metric: .euclidean)
                    #expect(graph.k == max(0, min(k, count - 1)))
                    for row in 0..<count {
                        #expect(
                            Array(graph.neighbors(of: row)) == expected[row].map(\.index),
                            "count \(count), k \(k), row \(row)")
                        #expect(
                            zip(graph.distances(of: row), expected[row]).allSatisfy {
                                abs(Double($0) - $1.distance) < 1e-6
                            })
                    }
                }
            }
        }
    }

    @Test(arguments: Metric.allCases) func largerCasesAreThoseOfTheDefinition(_ metric: Metric) throws {
        let matrix = MadeRows.normal(400, 37, seed: 3)
        let graph = try ExactNeighbors.search(matrix, k: 12, metric: metric, threads: 2)
        #expect(graph.metric == metric)
        for (row, expected) in naive(matrix, k: 12, metric: metric).enumerated() {
            #expect(Array(graph.neighbors(of: row)) == expected.map(\.index))
            #expect(
                zip(graph.distances(of: row), expected).allSatisfy { abs(Double($0) - $1.distance) < 1e-5 })
        }
    }

    @Test func theNumberOfThreadsDoesNotChangeABit() throws {
        for (count, columns) in [(3, 2), (500, 20), (1_300, 70)] {
            let matrix = MadeRows.normal(count, columns, seed: 5)
            let one = try ExactNeighbors.search(matrix, k: 15, threads: 1)
            for threads in [2, 3, 7] {
                #expect(try ExactNeighbors.search(matrix, k: 15, threads: threads) == one)
            }
        }
    }

    /// Fast distances (|x|² + |y|² - 2xy) lose everything here; the result must not.
    @Test func rowsFarFromZeroKeepTheirDigits() throws {
        var matrix = MadeRows.normal(300, 8, seed: 6, whole: true)
        let near = try ExactNeighbors.search(matrix, k: 5, threads: 1)
        for row in 0..<300 { for column in 0..<8 { matrix[row, column] += 100_000 } }
        #expect(try ExactNeighbors.search(matrix, k: 5, threads: 1) == near)
        // One row far away spoils the rounding of all the others.
        matrix[299, 0] = 3e7
        let spoilt = try ExactNeighbors.search(matrix, k: 5, threads: 1)
        for (row, expected) in naive(matrix, k: 5, metric: .euclidean).enumerated() where row != 299 {
            #expect(Array(spoilt.neighbors(of: row)) == expected.map(\.index))
        }
    }

    @Test func equalRowsAreAtZeroAndInTheirOrder() throws {
        var matrix = MadeRows.normal(200, 33, seed: 7)
        // More equal rows than candidates are kept.
        for row in 50..<150 { for column in 0..<33 { matrix[row, column] = matrix[50, column] } }
        let graph = try ExactNeighbors.search(matrix, k: 15, threads: 2)
        #expect(Array(graph.neighbors(of: 149)) == Array(50..<65))
        #expect(Array(graph.neighbors(of: 50)) == Array(51..<66))
        #expect(graph.distances(of: 100).allSatisfy { $0 == 0 })
        let constant = try ExactNeighbors.search(Matrix(rows: 100, columns: 5), k: 3, threads: 2)
        #expect(Array(constant.neighbors(of: 99)) == [0, 1, 2])
        #expect(constant.distances.allSatisfy { $0 == 0 })
    }

    @Test func cosineKnowsRowsOfZeros() throws {
        let matrix = Matrix(rows: 5, columns: 2, values: [0, 0, 1, 0, 0, 0, -2, 0, 5, 0])
        let graph = try ExactNeighbors.search(matrix, k: 4, metric: .cosine, threads: 1)
        #expect(Array(graph.neighbors(of: 0)) == [2, 1, 3, 4])
        #expect(Array(graph.distances(of: 0)) == [0, 1, 1, 1])
        #expect(Array(graph.neighbors(of: 1)) == [4, 0, 2, 3])
        #expect(Array(graph.distances(of: 1)) == [0, 1, 1, 2])
    }

    @Test func hugeAndTinyRowsHaveADirection() throws {
        let matrix = Matrix(rows: 3, columns: 2, values: [1e30, 0, 1e-30, 0, 0, 1e30])
        let graph = try ExactNeighbors.search(matrix, k: 1, metric: .cosine, threads: 1)
        #expect(graph.neighbors(of: 0).first == 1 && graph.distances(of: 0).first == 0)
    }

    @Test func aRowThatIsNotFiniteIsNamed() throws {
        var matrix = MadeRows.normal(10, 3, seed: 8)
        matrix[4, 1] = .nan
        #expect(throws: NeighborsError.notFinite(row: 4)) {
            try ExactNeighbors.search(matrix, k: 2, threads: 1)
        }
        #expect("\(NeighborsError.notFinite(row: 4))".hasPrefix("Row 4 of the matrix"))
    }

    @Test func theCallerCanStopIt() {
        struct Stop: Error {}
        let matrix = MadeRows.normal(2_000, 4, seed: 9)
        #expect(throws: Stop.self) {
            try ExactNeighbors.search(matrix, k: 2, threads: 1) { if $0 > 0.3 { throw Stop() } }
        }
    }
}
