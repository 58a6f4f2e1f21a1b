import Foundation

/// The standard normal distribution.
enum Normal {
    /// P(Z ≤ z).
    static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    static func quantile(_ share: Double) -> Double {
        Bisection.root(low: -40, high: 40) { cumulative($0) - share }
    }
}
