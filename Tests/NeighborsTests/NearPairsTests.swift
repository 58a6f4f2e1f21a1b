import Matrices
import Neighbors
import Testing

@Suite struct NearPairsTests {
    /// The definition.
    private func naive(_ matrix: Matrix, radius: Float, metric: Metric) throws -> [NearPairs.Pair] {
        let graph = try NeighborSearch.graph(
            of: matrix, k: matrix.rows, metric: metric, method: .exact, threads: 1)
        var pairs: [NearPairs.Pair] = []
        for row in 0..<matrix.rows {
            for (other, distance) in zip(graph.neighbors(of: row), graph.distances(of: row))
            where other > row && distance <= radius {
                pairs.append(NearPairs.Pair(first: Int32(row), second: other, distance: distance))
            }
        }
        return pairs.sorted { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
    }

    @Test func pairsAreThoseOfTheDefinition() throws {
        for (rows, columns, whole) in [
            (2, 1, true), (90, 2, true), (400, 3, true), (700, 24, false), (500, 300, false),
        ] {
            let matrix =
                whole
                ? MadeRows.normal(rows, columns, seed: 1, whole: true)
                : MadeRows.embedding(rows, columns, seed: 1)
            for radius: Float in [0, 0.01, 1, 2.5] {
                for metric in Metric.allCases {
                    let found = try NeighborSearch.pairs(
                        of: matrix, within: radius, metric: metric, most: 1_000_000, threads: 2)
                    let expected = try naive(matrix, radius: radius, metric: metric)
                    #expect(found.pairs == expected, "\(rows) × \(columns), \(radius), \(metric)")
                    #expect(!found.isCapped && found.completeRadius == radius)
                }
            }
        }
    }

    @Test func rowsFarFromZeroAndFarFromEachOtherKeepTheirPairs() throws {
        var matrix = MadeRows.normal(300, 4, seed: 2, whole: true)
        let near = try NeighborSearch.pairs(of: matrix, within: 1, threads: 2)
        for row in 0..<300 { for column in 0..<4 { matrix[row, column] += 50_000 } }
        #expect(try NeighborSearch.pairs(of: matrix, within: 1, threads: 2) == near)
        matrix[299, 0] = 3e7
        let others = near.pairs.filter { $0.second != 299 }
        #expect(try NeighborSearch.pairs(of: matrix, within: 1, threads: 2).pairs == others)
    }

    @Test func moreThanWereAskedForAreCutToTheNearestAndThatIsSaid() throws {
        let matrix = MadeRows.embedding(900, 6, seed: 3)
        let all = try NeighborSearch.pairs(of: matrix, within: 0.8, most: 1_000_000, threads: 2)
        #expect(all.pairs.count > 60)
        let some = try NeighborSearch.pairs(of: matrix, within: 0.8, most: 30, threads: 1)
        #expect(some.isCapped && some.pairs.count == 30)
        #expect(some.pairs.map(\.distance) == all.pairs.prefix(30).map(\.distance))
        #expect(some.completeRadius == some.pairs.last?.distance)
        for threads in [2, 3, 4] {
            #expect(
                try NeighborSearch.pairs(of: matrix, within: 0.8, most: 30, threads: threads) == some)
        }
        let equal = try NeighborSearch.pairs(
            of: Matrix(rows: 5_000, columns: 3), within: 0, most: 10, threads: 2)
        #expect(equal.isCapped && equal.pairs.count == 10 && equal.completeRadius == 0)
    }

    @Test func nothingIsNearNothing() throws {
        #expect(
            try NeighborSearch.pairs(of: Matrix(rows: 0, columns: 3), within: 1, threads: 1).pairs.isEmpty
        )
        #expect(
            try NeighborSearch.pairs(of: Matrix(rows: 1, columns: 3), within: 1, threads: 1).pairs.isEmpty
        )
        #expect(
            try NeighborSearch.pairs(of: Matrix(rows: 5, columns: 3), within: -1, threads: 1).pairs
                .isEmpty)
        var bad = MadeRows.normal(4, 2, seed: 1)
        bad[2, 1] = .nan
        #expect(throws: NeighborsError.notFinite(row: 2)) {
            try NeighborSearch.pairs(of: bad, within: 1, threads: 1)
        }
    }
}
