import Foundation

/// The curve 1 / (1 + a d²ᵇ) that comes nearest to "1 up to minDist, then exp(-(d - minDist) / spread)".
///
/// Least squares over 300 points in 0 ... 3 spread, as umap-learn's `find_ab_params`, by Levenberg and Marquardt's
/// method from a = b = 1.
package struct CurveFit: Equatable, Sendable {
    package let a: Double
    package let b: Double

    package init(minDist: Double, spread: Double) {
        let points = (0..<300).map { index -> (x: Double, y: Double) in
            let x = spread * 3 * Double(index) / 299
            return (x, x < minDist ? 1 : exp(-(x - minDist) / spread))
        }
        var (a, b) = (1.0, 1.0)
        var damping = 1e-3
        var error = Self.squaredError(points, a, b)
        for _ in 0..<500 {
            let step = Self.step(points, a, b, damping)
            let (newA, newB) = (a + step.a, b + step.b)
            let newError = newA > 0 && newB > 0 ? Self.squaredError(points, newA, newB) : .infinity
            if newError < error {
                let small = abs(step.a) <= 1e-10 * a && abs(step.b) <= 1e-10 * b
                (a, b, error) = (newA, newB, newError)
                damping = max(damping / 10, 1e-15)
                if small { break }
            } else {
                damping *= 10
                if damping > 1e12 { break }
            }
        }
        self.a = a
        self.b = b
    }

    private static func squaredError(_ points: [(x: Double, y: Double)], _ a: Double, _ b: Double) -> Double {
        points.reduce(0) { sum, point in
            let residual = 1 / (1 + a * pow(point.x, 2 * b)) - point.y
            return sum + residual * residual
        }
    }

    /// The solution of (JᵀJ + damping · diag JᵀJ) step = -Jᵀr.
    private static func step(
        _ points: [(x: Double, y: Double)], _ a: Double, _ b: Double, _ damping: Double
    ) -> (a: Double, b: Double) {
        var (aa, ab, bb, ra, rb) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (x, y) in points where x > 0 {
            let power = pow(x, 2 * b)
            let value = 1 / (1 + a * power)
            let da = -power * value * value
            let db = -2 * a * power * log(x) * value * value
            let residual = value - y
            aa += da * da
            ab += da * db
            bb += db * db
            ra += da * residual
            rb += db * residual
        }
        let (p, q) = (aa * (1 + damping), bb * (1 + damping))
        let determinant = p * q - ab * ab
        guard determinant > 0 else { return (0, 0) }
        return ((-ra * q + rb * ab) / determinant, (-rb * p + ra * ab) / determinant)
    }
}
