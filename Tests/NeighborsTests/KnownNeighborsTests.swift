import Matrices
import Neighbors
import Testing

@Suite struct KnownNeighborsTests {
    /// Rows come, go and change their numbers: what is built on the old graph is the graph that is found from nothing.
    @Test(arguments: Metric.allCases) func buildingOnAnExactGraphGivesTheExactGraph(_ metric: Metric)
        throws
    {
        let all = MadeRows.embedding(420, 12, seed: 1)
        let before = Array(0..<400)
        // In another order, without some, with twenty new ones.
        let after = Array((7..<420).reversed())
        let old = try NeighborSearch.graph(
            of: all.selecting(before), k: 7, metric: metric, method: .exact, threads: 2)
        let place = Dictionary(uniqueKeysWithValues: after.enumerated().map { ($1, $0) })
        let known = KnownNeighbors(old, renumbered: before.map { place[$0] }, count: after.count)
        #expect(!known.unknown.isEmpty && known.unknown.count < 120)
        let matrix = all.selecting(after)
        let built = try NeighborSearch.graph(of: matrix, building: known, method: .exact, threads: 2)
        let expected = try NeighborSearch.graph(of: matrix, k: 7, metric: metric, method: .exact, threads: 1)
        #expect(built.graph == expected)
    }

    @Test func buildingOnAnApproximateGraphFindsAsMuch() throws {
        let matrix = MadeRows.embedding(6_000, 32, seed: 2)
        let exact = try NeighborSearch.graph(of: matrix, method: .exact, threads: 2)
        let old = try NeighborSearch.graph(
            of: matrix.selecting(0..<5_600), method: .approximate, threads: 2)
        let known = KnownNeighbors(old, renumbered: (0..<5_600).map { $0 }, count: 6_000)
        let one = try NeighborSearch.graph(
            of: matrix, building: known, method: .approximate, threads: 1)
        #expect(
            try NeighborSearch.graph(of: matrix, building: known, method: .approximate, threads: 3) == one
        )
        for rows in [0..<5_600, 5_600..<6_000] {
            var found = 0
            for row in rows {
                found += Set(one.graph.neighbors(of: row)).intersection(exact.neighbors(of: row)).count
            }
            #expect(Double(found) / Double(rows.count * 15) > 0.975, "\(rows)")
        }
    }

    @Test func whereMostIsNewAllIsFoundAnew() throws {
        let matrix = MadeRows.embedding(300, 6, seed: 3)
        let old = try NeighborSearch.graph(of: matrix.selecting(0..<100), k: 5, threads: 1)
        let known = KnownNeighbors(old, renumbered: (0..<100).map { $0 }, count: 300)
        #expect(
            try NeighborSearch.graph(of: matrix, building: known, threads: 1).graph
                == NeighborSearch.graph(of: matrix, k: 5, threads: 1))
    }
}
