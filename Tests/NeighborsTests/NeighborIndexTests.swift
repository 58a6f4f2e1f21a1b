import Matrices
import Neighbors
import Testing

@Suite struct NeighborIndexTests {
    /// Rows that ask for themselves find themselves first, and then the neighbours of the graph.
    @Test(arguments: Metric.allCases) func rowsFindThemselvesAndTheNeighborsOfTheGraph(
        _ metric: Metric
    ) throws {
        let matrix = MadeRows.normal(300, 20, seed: 1)
        let graph = try NeighborSearch.graph(
            of: matrix, k: 6, metric: metric, method: .exact, threads: 2)
        let index = try NeighborIndex(matrix, metric: metric, method: .exact, threads: 2)
        let found = try index.neighbors(of: matrix, k: 7, threads: 2)
        for row in 0..<300 {
            #expect(found.neighbors(of: row).first == Int32(row) && found.distances(of: row).first == 0)
            #expect(Array(found.neighbors(of: row).dropFirst()) == Array(graph.neighbors(of: row)))
        }
    }

    @Test func whatIsAddedIsFoundAndChangesNoNumber() throws {
        let matrix = MadeRows.normal(200, 8, seed: 2)
        let whole = try NeighborIndex(matrix, method: .exact, threads: 1)
        var grown = try NeighborIndex(matrix.selecting(0..<120), method: .exact, threads: 1)
        try grown.add(matrix.selecting(120..<121), threads: 1)
        try grown.add(matrix.selecting(121..<200), threads: 1)
        #expect(grown.count == 200)
        let queries = MadeRows.normal(50, 8, seed: 3)
        #expect(
            try grown.neighbors(of: queries, k: 9, threads: 1)
                == whole.neighbors(of: queries, k: 9, threads: 2))
    }

    @Test func anEmptyIndexAndOneOfOtherRowsAnswerPlainly() throws {
        var index = try NeighborIndex(Matrix(rows: 0, columns: 3), threads: 1)
        #expect(
            try index.neighbors(of: MadeRows.normal(2, 3, seed: 1), k: 5, threads: 1).indices.isEmpty)
        #expect(throws: NeighborsError.otherColumns(expected: 3, found: 4)) {
            try index.add(MadeRows.normal(2, 4, seed: 1), threads: 1)
        }
        var bad = MadeRows.normal(4, 3, seed: 1)
        bad[3, 0] = .infinity
        #expect(throws: NeighborsError.notFinite(row: 3)) { try index.add(bad, threads: 1) }
        #expect(index.count == 0)
        try index.add(MadeRows.normal(4, 3, seed: 1), threads: 1)
        #expect(try index.neighbors(of: MadeRows.normal(1, 3, seed: 9), k: 5, threads: 1).k == 4)
    }

    @Test func rowsOfZerosAreAtARightAngleInAnIndexToo() throws {
        let index = try NeighborIndex(
            Matrix(rows: 3, columns: 2, values: [1, 0, 0, 0, -2, 0]), metric: .cosine, threads: 1)
        let found = try index.neighbors(
            of: Matrix(rows: 2, columns: 2, values: [0, 0, 5, 0]), k: 3, threads: 1)
        #expect(
            Array(found.neighbors(of: 0)) == [1, 0, 2] && Array(found.distances(of: 0)) == [0, 1, 1])
        #expect(
            Array(found.neighbors(of: 1)) == [0, 1, 2] && Array(found.distances(of: 1)) == [0, 1, 2])
    }

    /// A large index walks instead of looking at all rows, also to rows that came later.
    @Test func aLargeIndexFindsNearlyAll() throws {
        let matrix = MadeRows.embedding(6_500, 24, seed: 4)
        let exact = try NeighborIndex(matrix, method: .exact, threads: 2)
        var index = try NeighborIndex(matrix.selecting(0..<5_500), method: .approximate, threads: 2)
        try index.add(matrix.selecting(5_500..<5_501), threads: 2)
        try index.add(matrix.selecting(5_501..<6_500), threads: 2)
        let queries = MadeRows.embedding(7_000, 24, seed: 4).selecting(6_500..<7_000)
        let expected = try exact.neighbors(of: queries, k: 10, threads: 2)
        let found = try index.neighbors(of: queries, k: 10, threads: 1)
        var hits = 0
        for query in 0..<500 {
            hits += Set(found.neighbors(of: query)).intersection(expected.neighbors(of: query)).count
        }
        #expect(Double(hits) / 5_000 > 0.97)
        for threads in [2, 3, 4] {
            #expect(try index.neighbors(of: queries, k: 10, threads: threads) == found)
        }
        // Rows of the index find themselves, the added ones too.
        let own = try index.neighbors(of: matrix, k: 1, threads: 2)
        let themselves = (0..<6_500).count { own.distances(of: $0).first == 0 }
        #expect(themselves > 6_490)
        // Twice as many again: the partition is made anew.
        try index.add(MadeRows.embedding(15_000, 24, seed: 4).selecting(7_000..<12_000), threads: 2)
        #expect(index.count == 11_500)
        #expect(try index.neighbors(of: queries, k: 3, threads: 2).k == 3)
    }
}
