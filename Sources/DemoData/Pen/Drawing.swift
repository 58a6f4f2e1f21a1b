/// Strokes in the pen's own units: the height of a capital is 1, y grows downward.
struct Drawing: Sendable {
    var strokes: [Stroke] = []

    /// Left, top, right and bottom of the points, the pen's width left out.
    var bounds: (low: SIMD2<Double>, high: SIMD2<Double>) {
        var low = SIMD2(Double.infinity, .infinity), high = SIMD2(-Double.infinity, -.infinity)
        for stroke in strokes {
            for point in stroke.points {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        return strokes.isEmpty ? (SIMD2(0, 0), SIMD2(1, 1)) : (low, high)
    }
}
