import Matrices
import Neighbors
import Testing

@Suite struct NeighborIndexTests {
    private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var random = SeededRandom(seed: seed)
        return Matrix(
            rows: rows, columns: columns, values: (0..<rows * columns).map { _ in Float(random.normal()) })
    }

    /// Rows that ask for themselves find themselves first, and then the neighbours of the graph.
    @Test(arguments: Metric.allCases) func rowsFindThemselvesAndTheNeighborsOfTheGraph(_ metric: Metric) throws {
        let matrix = random(300, 20, seed: 1)
        let graph = try NeighborSearch.graph(of: matrix, k: 6, metric: metric, method: .exact, threads: 2)
        let index = try NeighborIndex(matrix, metric: metric, method: .exact, threads: 2)
        let found = try index.neighbors(of: matrix, k: 7, threads: 2)
        for row in 0..<300 {
            #expect(found.neighbors(of: row).first == Int32(row) && found.distances(of: row).first == 0)
            #expect(Array(found.neighbors(of: row).dropFirst()) == Array(graph.neighbors(of: row)))
        }
    }

    @Test func whatIsAddedIsFoundAndChangesNoNumber() throws {
        let matrix = random(200, 8, seed: 2)
        let whole = try NeighborIndex(matrix, method: .exact, threads: 1)
        var grown = try NeighborIndex(matrix.selecting(0..<120), method: .exact, threads: 1)
        try grown.add(matrix.selecting(120..<121), threads: 1)
        try grown.add(matrix.selecting(121..<200), threads: 1)
        #expect(grown.count == 200)
        let queries = random(50, 8, seed: 3)
        #expect(
            try grown.neighbors(of: queries, k: 9, threads: 1) == whole.neighbors(of: queries, k: 9, threads: 2))
    }

    @Test func anEmptyIndexAndOneOfOtherRowsAnswerPlainly() throws {
        var index = try NeighborIndex(Matrix(rows: 0, columns: 3), threads: 1)
        #expect(try index.neighbors(of: random(2, 3, seed: 1), k: 5, threads: 1).indices.isEmpty)
        #expect(throws: NeighborsError.otherColumns(expected: 3, found: 4)) {
            try index.add(random(2, 4, seed: 1), threads: 1)
        }
        var bad = random(4, 3, seed: 1)
        bad[3, 0] = .infinity
        #expect(throws: NeighborsError.notFinite(row: 3)) { try index.add(bad, threads: 1) }
        #expect(index.count == 0)
        try index.add(random(4, 3, seed: 1), threads: 1)
        #expect(try index.neighbors(of: random(1, 3, seed: 9), k: 5, threads: 1).k == 4)
    }

    @Test func rowsOfZerosAreAtARightAngleInAnIndexToo() throws {
        let index = try NeighborIndex(
            Matrix(rows: 3, columns: 2, values: [1, 0, 0, 0, -2, 0]), metric: .cosine, threads: 1)
        let found = try index.neighbors(of: Matrix(rows: 2, columns: 2, values: [0, 0, 5, 0]), k: 3, threads: 1)
        #expect(Array(found.neighbors(of: 0)) == [1, 0, 2] && Array(found.distances(of: 0)) == [0, 1, 1])
        #expect(Array(found.neighbors(of: 1)) == [0, 1, 2] && Array(found.distances(of: 1)) == [0, 1, 2])
    }
}
