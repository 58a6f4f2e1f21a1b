import Foundation
import Matrices

/// One movement of the pen: a fine polyline with the pen's width at each point.
struct Stroke: Sendable {
    var points: [SIMD2<Double>]
    var widths: [Double]

    /// The pen led through `path` by a writer's hand: ends missed a little, line wavering, pressure rising and falling.
    /// - Parameter smooth: a curve through the points (Catmull–Rom); otherwise straight with corners.
    init(
        through path: [SIMD2<Double>], smooth: Bool = true, width: Double, by writer: Writer,
        random: inout SeededRandom
    ) {
        let missed = path.map {
            $0 + SIMD2(random.normal(), random.normal()) * writer.jitter
        }
        let dense = Stroke.sampled(missed, smooth: smooth)
        let waves = (0..<3).map { wave in
            (
                amplitude: writer.wobble * random.normal() / Double(wave + 1),
                frequency: Double(wave + 1) * random.between(0.7, 1.3), phase: random.between(0, 2 * .pi)
            )
        }
        let breath = (
            depth: writer.pressure * 0.35 * random.unit(), frequency: random.between(0.6, 1.8),
            phase: random.between(0, 2 * .pi)
        )
        let attack = random.between(0.02, 0.2), release = random.between(0.05, 0.3)
        let start = 1 - writer.pressure * random.between(0, 0.6), end = 1 - writer.pressure * random.between(0, 0.9)
        points = []
        widths = []
        for (index, point) in dense.enumerated() {
            let t = Double(index) / Double(max(1, dense.count - 1))
            let before = dense[max(0, index - 1)], after = dense[min(dense.count - 1, index + 1)]
            let direction = after - before
            let length = (direction * direction).sum().squareRoot()
            let normal = length > 0 ? SIMD2(-direction.y, direction.x) / length : SIMD2(0, 0)
            let shift = waves.reduce(0) { $0 + $1.amplitude * sin(2 * .pi * $1.frequency * t + $1.phase) }
            points.append(point + normal * shift)
            var pressed = 1 + breath.depth * sin(2 * .pi * breath.frequency * t + breath.phase)
            pressed *= start + (1 - start) * min(1, t / attack)
            pressed *= end + (1 - end) * min(1, (1 - t) / release)
            widths.append(width * max(0.25, pressed))
        }
    }

    private static func sampled(_ path: [SIMD2<Double>], smooth: Bool) -> [SIMD2<Double>] {
        guard path.count > 1 else { return path + path }
        let steps = 14
        var dense: [SIMD2<Double>] = []
        for index in 0..<(path.count - 1) {
            let a = path[index], b = path[index + 1]
            let before = path[max(0, index - 1)], after = path[min(path.count - 1, index + 2)]
            for step in 0..<steps {
                let t = Double(step) / Double(steps)
                dense.append(smooth ? curve(before, a, b, after, t) : a + (b - a) * t)
            }
        }
        dense.append(path[path.count - 1])
        return dense
    }

    private static func curve(
        _ p0: SIMD2<Double>, _ p1: SIMD2<Double>, _ p2: SIMD2<Double>, _ p3: SIMD2<Double>, _ t: Double
    ) -> SIMD2<Double> {
        let linear = (p2 - p0) * t
        let square = (2 * p0 - 5 * p1 + 4 * p2 - p3) * (t * t)
        let cube = (3 * (p1 - p2) + p3 - p0) * (t * t * t)
        return (2 * p1 + linear + square + cube) * 0.5
    }
}
