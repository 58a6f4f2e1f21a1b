import Matrices

/// How sure the difference of two accuracies is, when both the samples and the seeds are taken to be a draw of many.
///
/// Each round draws samples with replacement, the same for both models, and seeds with replacement, for each model its
/// own; the interval is that of the middle percentiles of the differences.
///
/// - SeeAlso: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13.
public struct PairedBootstrap: Sendable, Codable, Equatable {
    /// Accuracy of the second less that of the first, each the mean over its seeds.
    public let difference: Double
    public let interval: ConfidenceInterval
    /// Twice the smaller share of rounds in which the difference lies on one side of 0 or is 0; at most 1.
    public let pValue: Double
    public let rounds: Int

    /// - Parameters:
    ///   - first: for each seed of the first model, whether it is right, sample by sample. At least one seed, all with
    ///     the same samples.
    ///   - second: the same of the second model, with as many samples.
    /// - Complexity: rounds × samples × seeds.
    public init(
        first: [[Bool]], second: [[Bool]], rounds: Int = 4_000, level: Double = 0.95, seed: UInt64 = 0
    ) {
        let count = first.first?.count ?? 0
        precondition(count > 0 && !second.isEmpty && rounds > 0, "there are samples, seeds and rounds")
        precondition((first + second).allSatisfy { $0.count == count }, "all judge the same samples")
        var random = SeededRandom(seed: seed)
        var differences = [Double](repeating: 0, count: rounds)
        let rightOfFirst = first.map { $0.map { $0 ? Int32(1) : 0 } }
        let rightOfSecond = second.map { $0.map { $0 ? Int32(1) : 0 } }
        var weights = [Int32](repeating: 0, count: count)
        for round in 0..<rounds {
            for index in 0..<count { weights[index] = 0 }
            for _ in 0..<count { weights[Int.random(in: 0..<count, using: &random)] += 1 }
            let (one, two) = (Self.draw(rightOfFirst.count, &random), Self.draw(rightOfSecond.count, &random))
            differences[round] =
                Self.accuracy(rightOfSecond, seeds: two, weights) - Self.accuracy(rightOfFirst, seeds: one, weights)
        }
        differences.sort()
        let all = [Int32](repeating: 1, count: count)
        difference =
            Self.accuracy(rightOfSecond, seeds: Array(second.indices), all)
            - Self.accuracy(rightOfFirst, seeds: Array(first.indices), all)
        interval = ConfidenceInterval(
            low: Self.percentile((1 - level) / 2, of: differences),
            high: Self.percentile((1 + level) / 2, of: differences), level: level, method: .bootstrap)
        let notAbove = Double(differences.count { $0 <= 0 }) / Double(rounds)
        let notBelow = Double(differences.count { $0 >= 0 }) / Double(rounds)
        pValue = min(1, 2 * min(notAbove, notBelow))
        self.rounds = rounds
    }

    private static func draw(_ count: Int, _ random: inout SeededRandom) -> [Int] {
        (0..<count).map { _ in Int.random(in: 0..<count, using: &random) }
    }

    private static func accuracy(_ right: [[Int32]], seeds: [Int], _ weights: [Int32]) -> Double {
        var sum = 0
        for seed in seeds {
            let row = right[seed]
            var hits: Int32 = 0
            for index in row.indices { hits &+= row[index] &* weights[index] }
            sum += Int(hits)
        }
        return Double(sum) / Double(seeds.count * weights.count)
    }

    /// Between the two values around the place, as NumPy's `linear` has it.
    private static func percentile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let lower = Int(place)
        let upper = min(lower + 1, sorted.count - 1)
        return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}
