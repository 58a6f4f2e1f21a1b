import Matrices
import Testing

@Suite struct RandomTests {
    /// Written down once: results that are stored somewhere must come out the same in every version.
    @Test func theSequenceOfASeedNeverChanges() {
        var random = SeededRandom(seed: 42)
        var again = SeededRandom(seed: 42)
        let first = (0..<3).map { _ in random.next() }
        #expect(first == (0..<3).map { _ in again.next() })
        #expect(first == [4_207_436_223_860_751_705, 3_870_923_048_803_118_488, 15_239_124_888_606_024_949])
    }

    @Test func seedsAndStreamsDiffer() {
        var seen: Set<UInt64> = []
        for seed in 0..<20 as Range<UInt64> {
            for stream in 0..<20 as Range<UInt64> {
                var random = SeededRandom(seed: seed, stream: stream)
                seen.insert(random.next())
            }
        }
        #expect(seen.count == 400)
    }

    @Test func numbersAreUniformAndNormal() {
        var random = SeededRandom(seed: 1)
        let units = (0..<20_000).map { _ in random.unit() }
        #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(units.reduce(0, +) / 20_000 - 0.5) < 0.01)
        let normals = (0..<20_000).map { _ in random.normal() }
        #expect(abs(normals.reduce(0, +) / 20_000) < 0.03)
        #expect(abs(normals.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    }

    @Test func aCounterGivesTheSameNumberHoweverItIsAsked() {
        let random = CounterRandom(key: 7)
        let forward = (0..<100 as Range<UInt64>).map { random[$0] }
        let backward = (0..<100 as Range<UInt64>).reversed().map { random[$0] }
        #expect(forward == backward.reversed())
        #expect(Set(forward).count == 100)
        #expect((0..<100).allSatisfy { (0..<1).contains(random.unit($0)) })
    }
}
