/// How a split is shared out to one group of units, against all of them.
public struct SplitShare: Sendable, Codable, Equatable {
    public let val: Int
    public let total: Int
    /// Val units that the group would have at the share of all.
    public let expected: Double
    /// The two-sided probability of a number as far out by chance, after Benjamini and Hochberg over the groups.
    public let p: Double

    /// - Parameter group: of each unit, from 0. Groups must not have been made by looking at the split.
    public static func all(group: [Int], isVal: [Bool], groups: Int) -> [SplitShare] {
        var totals = [Int](repeating: 0, count: groups)
        var vals = totals
        for (group, isVal) in zip(group, isVal) {
            totals[group] += 1
            if isVal { vals[group] += 1 }
        }
        let marked = isVal.count { $0 }
        let hypergeometric = Hypergeometric(upTo: group.count)
        let p = (0..<groups).map { group in
            hypergeometric.counts(population: isVal.count, marked: marked, drawn: totals[group])
                .twoSided()[vals[group]]
        }
        let adjusted = BenjaminiHochberg.adjust(p)
        return (0..<groups).map { group in
            SplitShare(
                val: vals[group], total: totals[group],
                expected: isVal.isEmpty ? 0 : Double(totals[group]) * Double(marked) / Double(isVal.count),
                p: adjusted[group])
        }
    }
}
