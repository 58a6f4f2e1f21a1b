import Foundation

/// The exact paired test of two models on the same samples: whether one is right where the other is wrong more often
/// than chance has it.
///
/// - SeeAlso: McNemar 1947, "Note on the sampling error of the difference between correlated proportions".
public struct McNemar: Sendable, Codable, Equatable {
    /// Samples that only the second gets right.
    public let mended: Int
    /// Samples that only the first gets right.
    public let broken: Int
    /// Two-sided: the probability of a split at least as uneven, were both models equally good. 1 where they never
    /// differ.
    public let pValue: Double

    public init(mended: Int, broken: Int) {
        self.mended = mended
        self.broken = broken
        let total = mended + broken
        let fewer = min(mended, broken)
        let logHalf = Double(total) * log(0.5)
        var tail = 0.0
        for count in 0...fewer { tail += exp(Self.logChoose(total, count) + logHalf) }
        pValue = min(1, 2 * tail)
    }

    /// - Parameters:
    ///   - first: whether the first model is right, sample by sample.
    ///   - second: the same of the second.
    public init(first: [Bool], second: [Bool]) {
        precondition(first.count == second.count, "both models judge the same samples")
        var mended = 0
        var broken = 0
        for (first, second) in zip(first, second) {
            if second, !first { mended += 1 }
            if first, !second { broken += 1 }
        }
        self.init(mended: mended, broken: broken)
    }

    private static func logChoose(_ n: Int, _ k: Int) -> Double {
        lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
    }
}
