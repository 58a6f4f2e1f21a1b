import Foundation

/// The regularised incomplete beta function I_x(a, b), by its continued fraction.
///
/// - SeeAlso: DLMF 8.17.22; evaluated by Lentz's method.
struct IncompleteBeta {
    private let a: Double
    private let b: Double

    init(_ a: Double, _ b: Double) {
        self.a = a
        self.b = b
    }

    func value(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        // The fraction converges quickly on one side of the mean only.
        guard x <= (a + 1) / (a + b + 2) else { return 1 - IncompleteBeta(b, a).value(1 - x) }
        let front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
        return front / fraction(x)
    }

    private func fraction(_ x: Double) -> Double {
        let tiny = 1e-300
        var result = 1.0
        var c = 1.0
        var d = 0.0
        for step in 1...1_000 {
            let m = Double(step / 2)
            let numerator =
                step.isMultiple(of: 2)
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + numerator * d
            if abs(d) < tiny { d = tiny }
            d = 1 / d
            c = 1 + numerator / c
            if abs(c) < tiny { c = tiny }
            result *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return result
    }
}
