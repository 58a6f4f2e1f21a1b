import Matrices

/// The split dealt out anew by chance: within each stratum the same number of units is in val, but others.
///
/// This is what the data would look like if nothing but chance (and the stratum) had decided the split; what a split
/// shows beyond a thousand of these is more than chance.
public struct ReshuffledSplits: Sendable {
    private let isVal: [Bool]
    private let strata: [[Int32]]
    private let seed: UInt64

    public init(isVal: [Bool], stratum: [Int], seed: UInt64) {
        precondition(isVal.count == stratum.count, "every unit has a stratum")
        self.isVal = isVal
        self.seed = seed
        var strata = [[Int32]](repeating: [], count: (stratum.max() ?? -1) + 1)
        for (unit, stratum) in stratum.enumerated() { strata[stratum].append(Int32(unit)) }
        self.strata = strata
    }

    /// The `index`-th of them: the same for every number of threads.
    public subscript(index: Int) -> [Bool] {
        var random = SeededRandom(seed: seed, stream: UInt64(index) &+ 1)
        var result = isVal
        for units in strata where units.count > 1 {
            for place in stride(from: units.count - 1, to: 0, by: -1) {
                result.swapAt(Int(units[place]), Int(units[Int.random(in: 0...place, using: &random)]))
            }
        }
        return result
    }
}
