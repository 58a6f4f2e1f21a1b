import Foundation

/// Student's t distribution.
struct StudentT {
    /// Degrees of freedom, above 0.
    let degrees: Double

    /// P(T ≤ t).
    func cumulative(_ t: Double) -> Double {
        let tail = 0.5 * IncompleteBeta(degrees / 2, 0.5).value(degrees / (degrees + t * t))
        return t < 0 ? tail : 1 - tail
    }

    /// The t that P(T ≤ t) = `share` holds for, by bisection to the last bits.
    func quantile(_ share: Double) -> Double {
        if share < 0.5 { return -quantile(1 - share) }
        var high = 1.0
        while cumulative(high) < share, high < 1e12 { high *= 2 }
        return Bisection.root(low: 0, high: high) { cumulative($0) - share }
    }
}
