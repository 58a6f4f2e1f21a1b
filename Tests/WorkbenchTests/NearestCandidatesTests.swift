import Matrices
import Testing
import Workbench

@Suite("Which candidates a wrong sample gets")
struct NearestCandidatesTests {
    /// Directions on a circle, in degrees.
    private func rows(_ degrees: [Double]) -> Matrix {
        let values = degrees.flatMap { degrees -> [Float] in
            // No library of angles: a table of the ones that the tests use.
            let table: [Double: (Float, Float)] = [
                0: (1, 0), 1: (0.99985, 0.01745), 10: (0.98481, 0.17365), 20: (0.93969, 0.34202), 30: (0.86603, 0.5),
                60: (0.5, 0.86603), 90: (0, 1),
            ]
            let (x, y) = table[degrees] ?? (0, 0)
            return [x, y]
        }
        return Matrix(rows: degrees.count, columns: 2, values: values)
    }

    private func need(_ sample: Int64, _ label: String, _ degrees: Double) -> NearestCandidates.Need {
        .init(sample: sample, label: label, predicted: "z", row: Array(rows([degrees]).row(0)))
    }

    private func pool(
        _ degrees: [Double], _ labels: [String], apart: Double = 0, chance: UInt64? = nil
    ) -> NearestCandidates {
        NearestCandidates(pool: rows(degrees), labels: labels, parts: 1, apart: apart, chance: chance)
    }

    @Test("The nearest of its own class, never of another that is nearer")
    func ownClass() throws {
        let pool = pool([0, 10, 30], ["b", "a", "a"])
        let (choices, unserved) = try pool.choose(for: [need(1, "a", 0)], taken: [], perSample: 1, most: 9)
        #expect(choices.map(\.entry) == [1] && unserved == 0)
        #expect(choices[0].near.map(\.sample) == [1] && abs(choices[0].near[0].distance - 0.01519) < 1e-4)
        #expect(choices[0].near[0].predicted == "z")
    }

    @Test("Everybody gets one before anybody gets two, and the limit ends it")
    func turns() throws {
        let pool = pool([0, 10, 20, 60, 90], ["a", "a", "a", "a", "a"])
        let needs = [need(1, "a", 0), need(2, "a", 90)]
        let all = try pool.choose(for: needs, taken: [], perSample: 2, most: 9).choices
        #expect(all.map(\.entry) == [0, 4, 1, 3] && all.map { $0.near[0].sample } == [1, 2, 1, 2])
        #expect(try pool.choose(for: needs, taken: [], perSample: 2, most: 3).choices.map(\.entry) == [0, 4, 1])
    }

    @Test("What two of them want is taken once, for both; what was taken in an earlier round is not taken again")
    func shared() throws {
        let pool = pool([10, 30], ["a", "a"])
        let needs = [need(1, "a", 0), need(2, "a", 1)]
        let both = try pool.choose(for: needs, taken: [], perSample: 1, most: 9).choices
        #expect(both.count == 1 && Set(both[0].near.map(\.sample)) == [1, 2])
        let next = try pool.choose(for: needs, taken: [0], perSample: 1, most: 9).choices
        #expect(next.map(\.entry) == [1])
        let none = try pool.choose(for: needs, taken: [0, 1], perSample: 1, most: 9)
        #expect(none.choices.isEmpty && none.unserved == 2)
    }

    @Test("Of two that are nearly the same one is taken, then the next other one; what has no picture never")
    func apart() throws {
        let pool = pool([0, 1, 30, -1], ["a", "a", "a", "a"], apart: 0.001)
        #expect(
            try pool.choose(for: [need(1, "a", 0)], taken: [], perSample: 3, most: 9).choices.map(\.entry) == [0, 2])
        // Also where the one was taken in an earlier round.
        #expect(try pool.choose(for: [need(1, "a", 0)], taken: [0], perSample: 1, most: 9).choices.map(\.entry) == [2])
    }

    @Test("By chance any of its class, the same for the same seed")
    func chance() throws {
        let labels = [String](repeating: "a", count: 6) + ["b"]
        let degrees: [Double] = [0, 1, 10, 20, 30, 60, 0]
        var seen = Set<Int>()
        for seed in 0..<40 as Range<UInt64> {
            let one = try pool(degrees, labels, chance: seed).choose(
                for: [need(1, "a", 0)], taken: [], perSample: 1, most: 9)
            let two = try pool(degrees, labels, chance: seed).choose(
                for: [need(1, "a", 0)], taken: [], perSample: 1, most: 9)
            #expect(one.choices == two.choices)
            seen.formUnion(one.choices.map(\.entry))
        }
        #expect(seen.isSubset(of: 0..<6) && seen.count > 3)
    }
}
