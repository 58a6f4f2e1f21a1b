/// What chance lets one expect of val around each unit, given the stratum of its neighbours.
///
/// A unit with `k` neighbours, `k_c` of them in stratum `c`, sees a number of val units that is a sum of hypergeometric
/// numbers: of the `N_c` units of a stratum, `V_c` are in val and `k_c` are around. Under a reshuffling within strata
/// this is exact.
struct Surroundings: Sendable {
    let neighbors: NeighborLists
    /// The val units that chance puts around each unit.
    let expected: [Double]
    /// For unit `i` at `tableStarts[i] + count`: the two-sided p of so many val units around it.
    private let table: [Float]
    private let tableStarts: [Int]

    init(neighbors: NeighborLists, isVal: [Bool], stratum: [Int]) {
        self.neighbors = neighbors
        let strata = (stratum.max() ?? -1) + 1
        var totals = [Int](repeating: 0, count: strata)
        var vals = totals
        for (unit, stratum) in stratum.enumerated() {
            totals[stratum] += 1
            if isVal[unit] { vals[stratum] += 1 }
        }
        let hypergeometric = Hypergeometric(upTo: totals.max() ?? 1)
        var known: [Draw: CountDistribution] = [:]
        var expected: [Double] = []
        var table: [Float] = []
        var starts = [0]
        for unit in 0..<neighbors.count {
            var drawn = [Int](repeating: 0, count: strata)
            for other in neighbors[unit] { drawn[stratum[Int(other)]] += 1 }
            var around = CountDistribution.zero
            for stratum in 0..<strata where drawn[stratum] > 0 {
                let draw = Draw(stratum: stratum, drawn: drawn[stratum])
                let counts =
                    known[draw]
                    ?? hypergeometric.counts(
                        population: totals[stratum], marked: vals[stratum], drawn: drawn[stratum])
                known[draw] = counts
                around = around.adding(counts)
            }
            expected.append(around.mean)
            table += around.twoSided().map { Float($0) }
            starts.append(table.count)
        }
        self.expected = expected
        self.table = table
        tableStarts = starts
    }

    private struct Draw: Hashable {
        let stratum: Int
        let drawn: Int
    }

    /// How many of each unit's neighbours are in val.
    func valCounts(_ isVal: [Bool]) -> [Int] {
        isVal.withUnsafeBufferPointer { isVal in
            neighbors.members.withUnsafeBufferPointer { members in
                (0..<neighbors.count).map { unit in
                    var count = 0
                    for place in neighbors.starts[unit]..<neighbors.starts[unit + 1] where isVal[Int(members[place])] {
                        count += 1
                    }
                    return count
                }
            }
        }
    }

    /// The two-sided p of `count` val units around a unit.
    func p(_ unit: Int, _ count: Int) -> Double { Double(table[tableStarts[unit] + count]) }

    /// How much more of a unit's neighbourhood is in val than chance lets one expect, as a share of it.
    func excess(_ counts: [Int]) -> [Float] {
        counts.indices.map { unit in
            let around = neighbors.starts[unit + 1] - neighbors.starts[unit]
            return around == 0 ? 0 : Float((Double(counts[unit]) - expected[unit]) / Double(around))
        }
    }
}
