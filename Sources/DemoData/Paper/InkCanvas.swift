/// How much ink lies on each pixel, 0…1, from strokes with soft edges a pixel wide.
struct InkCanvas {
    let width: Int
    let height: Int
    private(set) var ink: [Float]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        ink = [Float](repeating: 0, count: width * height)
    }

    /// Lays a stroke down: each piece between two points is a capsule whose radius goes from one point's to the
    /// other's, and the ink of a pixel is what of it lies nearer than that radius. Points and widths in pixels.
    mutating func draw(_ points: [SIMD2<Double>], widths: [Double]) {
        for index in points.indices.dropFirst() {
            capsule(
                points[index - 1], points[index], Float(max(0.45, widths[index - 1] / 2)),
                Float(max(0.45, widths[index] / 2)))
        }
    }

    private mutating func capsule(_ from: SIMD2<Double>, _ to: SIMD2<Double>, _ startRadius: Float, _ endRadius: Float)
    {
        let reach = Double(max(startRadius, endRadius)) + 1
        let low = pointwiseMin(from, to) - reach, high = pointwiseMax(from, to) + reach
        guard high.x > 0, high.y > 0, low.x < Double(width), low.y < Double(height) else { return }
        let left = max(0, Int(low.x)), right = min(width - 1, Int(high.x))
        let top = max(0, Int(low.y)), bottom = min(height - 1, Int(high.y))
        let ax = Float(from.x), ay = Float(from.y)
        let dx = Float(to.x) - ax, dy = Float(to.y) - ay
        let lengthSquared = max(dx * dx + dy * dy, 1e-6)
        for y in top...bottom {
            let py = Float(y) + 0.5 - ay
            for x in left...right {
                let px = Float(x) + 0.5 - ax
                let t = max(0, min(1, (px * dx + py * dy) / lengthSquared))
                let ex = px - t * dx, ey = py - t * dy
                let distance = (ex * ex + ey * ey).squareRoot()
                let cover = startRadius + (endRadius - startRadius) * t - distance + 0.5
                let index = y * width + x
                if cover > ink[index] { ink[index] = min(1, cover) }
            }
        }
    }
}
