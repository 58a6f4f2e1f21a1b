import Audit
import Matrices
import Testing

@Suite("A split that is evened out")
struct ResplitTests {
    private func units(_ points: PlantedPoints) -> [ResplitUnit] {
        points.labels.indices.map {
            ResplitUnit(samples: 1, vals: points.isVal[$0] ? 1 : 0, label: points.labels[$0])
        }
    }

    private func resplit(
        _ points: PlantedPoints, units: [ResplitUnit]? = nil, share: Double? = nil, threads: Int = 2
    ) throws -> Resplit {
        try Resplit(
            units: units ?? self.units(points), matrix: points.matrix, neighbors: points.neighbors,
            options: .init(valShare: share), threads: threads)
    }

    @Test("After it the test finds nothing, every class has its share, and few samples moved")
    func evens() throws {
        let points = try PlantedPoints(seed: 3) { _, style in style == 2 ? 0 : 0.35 }
        #expect(try #require(points.balance().separation).p < 0.01)
        let found = try resplit(points)
        let after = try points.balance(isVal: found.isVal)
        #expect(try #require(after.separation).p > 0.05)
        #expect(after.regions.isEmpty)
        for label in 0..<3 {
            let members = points.labels.indices.filter { points.labels[$0] == label }
            let vals = members.count { found.isVal[$0] }
            #expect(abs(Double(vals) - found.valShare * Double(members.count)) <= 0.5)
        }
        // The style without val needs about 0.26 of its 150 samples; as many go back from the others.
        let moved = points.isVal.indices.count { points.isVal[$0] != found.isVal[$0] }
        #expect(moved < 150, "\(moved) of 600 moved")
    }

    @Test("A split by chance is left nearly as it is")
    func leavesAlone() throws {
        let points = try PlantedPoints(seed: 9)
        let found = try resplit(points)
        let moved = points.isVal.indices.count { points.isVal[$0] != found.isVal[$0] }
        #expect(moved < 75, "\(moved) of 600 moved")
    }

    @Test("A chosen share is met in every class")
    func share() throws {
        let points = try PlantedPoints(seed: 4)
        let found = try resplit(points, share: 0.5)
        for label in 0..<3 {
            let members = points.labels.indices.filter { points.labels[$0] == label }
            #expect(abs(Double(members.count { found.isVal[$0] }) - 0.5 * Double(members.count)) <= 0.5)
        }
    }

    @Test("What is torn between the splits comes together where most of it is, and stays")
    func together() throws {
        let points = try PlantedPoints(seed: 6)
        var units = units(points)
        units[0] = ResplitUnit(samples: 3, vals: 2, label: units[0].label)
        units[1] = ResplitUnit(samples: 4, vals: 1, label: units[1].label)
        units[2] = ResplitUnit(samples: 2, vals: 1, label: units[2].label)
        let found = try resplit(points, units: units)
        #expect(found.isVal[0])
        #expect(!found.isVal[1])
        #expect(!found.isVal[2])
    }

    @Test("The same for any number of threads")
    func threads() throws {
        let points = try PlantedPoints(seed: 3) { _, style in style == 2 ? 0 : 0.35 }
        #expect(try resplit(points, threads: 1) == resplit(points, threads: 3))
    }
}
