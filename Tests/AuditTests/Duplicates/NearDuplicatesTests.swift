import Audit
import Imaging
import Matrices
import Neighbors
import Testing

@Suite struct NearDuplicatesTests {
    @Test func aPictureScannedAgainIsFoundAndOthersAreNot() throws {
        var random = SeededRandom(seed: 21)
        var pictures = (0..<40).map { _ in Drawn.letter(&random, side: 60 + Int(random.unit() * 40)) }
        // Number 7 once more: a little smaller, with a rim and a little grain.
        let again = pictures[7].resized(width: 61, height: 59, filter: .area).paddedSquare(margin: 0.03, fill: 250)
        pictures.append(again)
        let measures = pictures.map { PictureMeasures($0) }
        // An embedding that sees what a sketch sees.
        let features = Matrix(
            rows: 41, columns: 1_024, values: measures.flatMap { $0.sketch.drawn.map { Float($0) / 255 } })
        let graph = try NeighborSearch.graph(of: features, k: 20, threads: 2)
        let pairs = try NearDuplicates.pairs(
            features, graph: graph, measures: measures, groups: Array(0..<41), threads: 2)
        let first = try #require(pairs.first)
        #expect(first.first == 7 && first.second == 40)
        #expect(first.chance > 0.5)
        #expect(NearDuplicates.groups(pairs, rows: 41, chance: first.chance) == [[7, 40]])
        let alone = try NearDuplicates.pairs(
            features, graph: graph, measures: measures, groups: Array(0..<41), threads: 1)
        #expect(alone == pairs)
    }

    @Test func exactCopiesAreNoNearDuplicates() throws {
        var random = SeededRandom(seed: 22)
        var pictures = (0..<30).map { _ in Drawn.letter(&random) }
        pictures.append(pictures[3])
        let measures = pictures.map { PictureMeasures($0) }
        #expect(measures[3].pixels == measures[30].pixels)
        #expect(measures[3].pixels != measures[4].pixels)
        let features = Matrix(
            rows: 31, columns: 1_024, values: measures.flatMap { $0.sketch.drawn.map { Float($0) / 255 } })
        let graph = try NeighborSearch.graph(of: features, k: 20, threads: 2)
        let groups = (0..<30).map { $0 } + [3]
        let pairs = try NearDuplicates.pairs(features, graph: graph, measures: measures, groups: groups, threads: 2)
        #expect(!pairs.contains { $0.first == 3 && $0.second == 30 })
    }

    @Test func pairsThatHangTogetherAreOneGroup() {
        let pairs = [(0, 4, 0.9), (4, 6, 0.6), (1, 2, 0.4)].map {
            NearDuplicates.Pair(
                first: $0.0, second: $0.1, chance: $0.2, likeness: 1, distance: 0, hashDistance: 0)
        }
        #expect(NearDuplicates.groups(pairs, rows: 8) == [[0, 4, 6]])
    }
}
