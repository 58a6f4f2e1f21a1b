import Audit
import Matrices
import Testing

@Suite("Whether train and val look alike")
struct SplitBalanceTests {
    @Test("Where the split is chance, a region or a small p is found as seldom as is said")
    func falsePositives() throws {
        let points = try PlantedPoints(count: 300, seed: 7)
        var regions = 0
        var rejected = 0
        let datasets = 200
        for dataset in 0..<datasets {
            var random = SeededRandom(seed: 1_000 + UInt64(dataset))
            let isVal = points.labels.map { _ in random.unit() < 0.3 }
            let balance = try points.balance(isVal: isVal, reshuffles: 39)
            if !balance.regions.isEmpty { regions += 1 }
            if (balance.separation?.p ?? 1) <= 0.05 { rejected += 1 }
        }
        // 5 in 100 are 10 of 200; more than 21 happen once in two thousand times.
        #expect(regions <= 21, "\(regions) of \(datasets) datasets had a region")
        #expect(rejected <= 21, "\(rejected) of \(datasets) datasets were called different")
    }

    @Test("A style that val lacks is found, and the region is that style")
    func missingStyle() throws {
        let points = try PlantedPoints(seed: 3) { _, style in style == 2 ? 0 : 0.35 }
        let balance = try points.balance()
        #expect(try #require(balance.separation).p < 0.01)
        let few = balance.regions.filter { $0.side == .fewVal }.flatMap(\.units)
        #expect(few.count > 60)
        let right = few.count { points.styles[$0] == 2 }
        #expect(Double(right) > 0.95 * Double(few.count))
        #expect(balance.regions.filter { $0.side == .fewVal }.allSatisfy { $0.p < 0.01 })
    }

    @Test("Classes in other shares are seen overall, and are nothing within classes")
    func lopsidedClasses() throws {
        let points = try PlantedPoints(seed: 5) { label, _ in [0.1, 0.3, 0.6][label] }
        #expect(try #require(points.balance(withinClass: false).separation).p < 0.01)
        let within = try points.balance()
        #expect(try #require(within.separation).p > 0.05)
        #expect(within.regions.isEmpty)
    }

    @Test("The same seed gives the same result for any number of threads")
    func threads() throws {
        let points = try PlantedPoints(seed: 11) { _, style in style == 1 ? 0.05 : 0.3 }
        let one = try points.balance(threads: 1)
        let three = try points.balance(threads: 3)
        #expect(one.separation == three.separation)
        #expect(one.regions == three.regions)
        #expect(one.adjusted == three.adjusted)
    }

    @Test("A class that is in one split only is not compared, and a split that is empty gives no number")
    func nothingToCompare() throws {
        let points = try PlantedPoints(count: 100, seed: 2) { label, _ in label == 0 ? 0 : 0.5 }
        #expect(try points.balance().separation != nil)
        let empty = try points.balance(isVal: points.labels.map { _ in false })
        #expect(empty.separation == nil)
        #expect(empty.regions.isEmpty)
    }

    @Test("Cancelling ends the comparison")
    func cancel() throws {
        struct Stop: Error {}
        let points = try PlantedPoints(count: 100, seed: 2)
        #expect(throws: Stop.self) {
            try SplitBalance(
                neighbors: points.neighbors, isVal: points.isVal, stratum: points.labels, threads: 2
            ) { if $0 > 0 { throw Stop() } }
        }
    }
}
