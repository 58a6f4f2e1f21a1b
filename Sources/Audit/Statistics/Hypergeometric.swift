import Foundation

/// The number of marked items among some that are drawn without replacement.
///
/// - SeeAlso: scipy.stats.hypergeom, which the golden files come from.
public struct Hypergeometric: Sendable {
    /// The logarithms of 0!, 1!, 2!, …
    private let logFactorials: [Double]

    /// - Parameter largest: the largest population that will be asked for.
    public init(upTo largest: Int) {
        var sum = 0.0
        logFactorials = (0...max(1, largest)).map { number in
            if number > 1 { sum += log(Double(number)) }
            return sum
        }
    }

    /// How probable 0, 1, … `drawn` marked items are.
    ///
    /// - Parameters:
    ///   - population: items in all, at most the largest.
    ///   - marked: how many of these are marked.
    ///   - drawn: how many are drawn.
    public func counts(population: Int, marked: Int, drawn: Int) -> CountDistribution {
        precondition(
            0...population ~= marked && 0...population ~= drawn && population < logFactorials.count,
            "neither more marked nor more drawn than there are")
        let least = max(0, drawn - (population - marked))
        let most = min(drawn, marked)
        var result = [Double](repeating: 0, count: drawn + 1)
        let all = logChoose(population, drawn)
        for count in least...most {
            result[count] = exp(logChoose(marked, count) + logChoose(population - marked, drawn - count) - all)
        }
        return CountDistribution(result)
    }

    private func logChoose(_ n: Int, _ k: Int) -> Double {
        logFactorials[n] - logFactorials[k] - logFactorials[n - k]
    }
}
