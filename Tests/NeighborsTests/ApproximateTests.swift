import Matrices
import Neighbors
import Testing

@Suite struct ApproximateTests {
    /// The share of the exact neighbours that a graph holds; a row that is as near as one of them counts for it.
    private func recall(_ graph: NeighborGraph, _ exact: NeighborGraph) -> Double {
        var found = 0
        for row in 0..<exact.count {
            guard let reach = exact.distances(of: row).last else { continue }
            found += graph.distances(of: row).count { $0 <= reach }
        }
        return Double(found) / Double(exact.count * exact.k)
    }

    /// Each row once, not itself, ascending, and with the distances that rows have.
    private func expectSound(
        _ graph: NeighborGraph, _ matrix: Matrix, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for row in 0..<graph.count {
            let near = graph.neighbors(of: row)
            #expect(
                Set(near).count == graph.k && !near.contains(Int32(row)), sourceLocation: sourceLocation)
            let far = Array(graph.distances(of: row))
            #expect(far == far.sorted(), sourceLocation: sourceLocation)
            guard graph.metric == .euclidean, let first = near.first else { continue }
            let squared = zip(matrix.row(row), matrix.row(Int(first))).reduce(0.0) {
                $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
            }
            #expect(abs(squared.squareRoot() - Double(far[0])) < 1e-3, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: Metric.allCases) func mostNeighborsAreFound(_ metric: Metric) throws {
        let matrix = MadeRows.embedding(6_000, 48, seed: 1)
        let exact = try NeighborSearch.graph(of: matrix, metric: metric, method: .exact, threads: 2)
        let found = try NeighborSearch.search(matrix, metric: metric, method: .approximate, threads: 2)
        #expect(found.method == .approximate)
        #expect(recall(found.graph, exact) > 0.98)
        #expect(abs(found.recall - recall(found.graph, exact)) < 0.02)
        expectSound(found.graph, matrix)
    }

    /// More columns than are searched in: the ranking at the end is by all of them.
    @Test func wideRowsAreReducedAndStillFound() throws {
        let matrix = MadeRows.embedding(3_000, 400, seed: 2)
        let exact = try NeighborSearch.graph(of: matrix, method: .exact, threads: 2)
        let found = try NeighborSearch.search(matrix, method: .approximate, threads: 2)
        #expect(found.method == .approximate && recall(found.graph, exact) > 0.98)
        expectSound(found.graph, matrix)
    }

    @Test func theNumberOfThreadsDoesNotChangeABitAndTheSeedDecides() throws {
        for (rows, columns) in [(4_000, 24), (1_500, 300)] {
            let matrix = MadeRows.embedding(rows, columns, seed: 3)
            let one = try NeighborSearch.search(matrix, method: .approximate, seed: 7, threads: 1)
            for threads in [2, 3, 4] {
                #expect(
                    try NeighborSearch.search(matrix, method: .approximate, seed: 7, threads: threads) == one)
            }
        }
    }

    /// Rows without any structure: everything is nearly as far as everything. The check sees that, and all is compared.
    @Test func whereTooLittleIsFoundAllRowsAreCompared() throws {
        let matrix = MadeRows.normal(3_000, 200, seed: 4)
        let found = try NeighborSearch.search(matrix, method: .approximate, threads: 2)
        let exact = try NeighborSearch.graph(of: matrix, method: .exact, threads: 2)
        #expect(found.recall >= 0.98 && recall(found.graph, exact) > 0.97)
    }

    @Test func equalRowsAndFewDistinctOnesAreNoTrap() throws {
        let constant = try NeighborSearch.graph(
            of: Matrix(rows: 3_000, columns: 6), method: .approximate, threads: 2)
        expectSound(constant, Matrix(rows: 3_000, columns: 6))
        #expect(constant.distances.allSatisfy { $0 == 0 })
        let few = MadeRows.normal(3_000, 2, seed: 5, whole: true)
        let graph = try NeighborSearch.graph(of: few, k: 8, method: .approximate, threads: 2)
        expectSound(graph, few)
        #expect(graph.distances.allSatisfy { $0 == 0 })
    }

    /// Half the rows are one row, one row is far away, and numbers are huge: nothing overflows, and the others keep
    /// their neighbours.
    @Test func lopsidedRowsKeepTheirNeighbors() throws {
        var matrix = MadeRows.embedding(3_000, 16, seed: 6)
        for row in 0..<1_000 { for column in 0..<16 { matrix[row, column] = 1 } }
        for column in 0..<16 { matrix[2_999, column] = 1e15 }
        matrix[2_998, 3] = -2e30
        let exact = try NeighborSearch.graph(of: matrix, method: .exact, threads: 2)
        let found = try NeighborSearch.graph(of: matrix, method: .approximate, threads: 2)
        #expect(recall(found, exact) > 0.97)
        let areNumbers = found.distances.allSatisfy { !$0.isNaN }
        #expect(areNumbers)
    }

    /// Means whose squares overflow are near to nothing, not even to themselves.
    @Test func rowsWhoseSquaresOverflowAreNoTrap() throws {
        var matrix = MadeRows.embedding(3_000, 8, seed: 7)
        for row in 0..<700 { for column in 0..<8 { matrix[row, column] *= row % 2 == 0 ? 1e25 : -1e30 } }
        let graph = try NeighborSearch.graph(of: matrix, method: .approximate, threads: 2)
        for row in 0..<3_000 {
            #expect(Set(graph.neighbors(of: row)).count == graph.k && !graph.neighbors(of: row).contains(Int32(row)))
        }
        let index = try NeighborIndex(matrix, method: .approximate, threads: 2)
        #expect(try index.neighbors(of: matrix.selecting(0..<10), k: 3, threads: 2).k == 3)
        #expect(
            try NeighborSearch.pairs(of: matrix, within: 0.01, threads: 2).pairs.allSatisfy { $0.first < $0.second })
    }

    @Test func fewRowsOrManyNeighborsAreFine() throws {
        for rows in [0, 1, 2, 3, 40] {
            let matrix = MadeRows.normal(rows, 3, seed: 8)
            let graph = try NeighborSearch.graph(of: matrix, k: 50, method: .approximate, threads: 2)
            #expect(graph.k == max(0, rows - 1) && graph.count == rows)
        }
        let matrix = MadeRows.embedding(2_500, 8, seed: 9)
        let graph = try NeighborSearch.graph(of: matrix, k: 200, method: .approximate, threads: 2)
        expectSound(graph, matrix)
    }

    @Test func automaticComparesAllOfFewRowsAndNotOfMany() throws {
        #expect(
            try NeighborSearch.search(MadeRows.embedding(800, 8, seed: 1), threads: 2).method == .exact)
        #expect(
            SearchCost.exact(rows: 500_000, columns: 128)
                > SearchCost.approximate(rows: 500_000, columns: 128, k: 15))
        #expect(
            SearchCost.exact(rows: 1_500, columns: 128)
                < SearchCost.approximate(rows: 1_500, columns: 128, k: 15))
    }

    @Test func theCallerCanStopItAndIsNamedTheRowThatIsNotFinite() {
        struct Stop: Error {}
        var matrix = MadeRows.embedding(4_000, 8, seed: 2)
        for share in [0.05, 0.2, 0.6] {
            #expect(throws: Stop.self) {
                try NeighborSearch.graph(of: matrix, method: .approximate, threads: 2) {
                    if $0 > share { throw Stop() }
                }
            }
        }
        matrix[3_999, 7] = .infinity
        matrix[3_000, 0] = .nan
        #expect(throws: NeighborsError.notFinite(row: 3_000)) {
            try NeighborSearch.graph(of: matrix, method: .approximate, threads: 4)
        }
    }
}
