import Foundation

/// For each pixel of one axis of the result: which source pixels it takes, and with what weights (which add to 1).
struct ResampleAxis {
    /// The first source pixel of each result pixel.
    private(set) var starts: [Int] = []
    /// How many it takes.
    private(set) var counts: [Int] = []
    /// `stride` weights a result pixel, of which the first `counts` are used.
    private(set) var weights: [Float] = []
    private(set) var stride = 0

    init(from source: Int, to target: Int, filter: ResizeFilter) {
        let scale = Double(source) / Double(target)
        var rows: [(start: Int, weights: [Double])] = []
        rows.reserveCapacity(target)
        for i in 0..<target {
            switch filter {
            case .area where scale > 1:
                rows.append(Self.coverage(from: Double(i) * scale, to: Double(i + 1) * scale, source: source))
            case .bilinear where scale > 1:
                rows.append(Self.kernel(at: i, scale: scale, source: source, support: 1) { max(0, 1 - abs($0)) })
            case .lanczos:
                rows.append(
                    Self.kernel(at: i, scale: max(scale, 1), step: scale, source: source, support: 3, Self.lanczos))
            case .area, .bilinear, .bilinearWithoutAntialiasing:
                rows.append(Self.nearestTwo(at: i, scale: scale, source: source))
            }
        }
        stride = rows.map(\.weights.count).max() ?? 0
        weights = [Float](repeating: 0, count: stride * target)
        for (i, row) in rows.enumerated() {
            starts.append(row.start)
            counts.append(row.weights.count)
            let sum = row.weights.reduce(0, +)
            for (j, weight) in row.weights.enumerated() { weights[i * stride + j] = Float(weight / sum) }
        }
    }

    private static func coverage(from: Double, to: Double, source: Int) -> (start: Int, weights: [Double]) {
        let first = min(source - 1, Int(from.rounded(.down)))
        let last = max(first + 1, min(source, Int((to - 1e-9).rounded(.up))))
        let weights = (first..<last).map { min(to, Double($0 + 1)) - max(from, Double($0)) }
        return (first, weights)
    }

    private static func nearestTwo(at i: Int, scale: Double, source: Int) -> (start: Int, weights: [Double]) {
        let centre = max(0, (Double(i) + 0.5) * scale - 0.5)
        let first = min(source - 1, Int(centre))
        guard first + 1 < source else { return (first, [1]) }
        let share = centre - Double(first)
        return (first, [1 - share, share])
    }

    /// - Parameters:
    ///   - scale: how far the kernel is widened.
    ///   - step: source pixels a result pixel; `scale` where that is left out.
    private static func kernel(
        at i: Int, scale: Double, step: Double? = nil, source: Int, support: Double, _ value: (Double) -> Double
    ) -> (start: Int, weights: [Double]) {
        let centre = (Double(i) + 0.5) * (step ?? scale)
        let first = max(0, Int(centre - support * scale + 0.5))
        let last = max(first + 1, min(source, Int(centre + support * scale + 0.5)))
        let weights = (first..<last).map { value((Double($0) - centre + 0.5) / scale) }
        return (first, weights)
    }

    private static func lanczos(_ x: Double) -> Double {
        guard abs(x) < 3 else { return 0 }
        guard x != 0 else { return 1 }
        let a = Double.pi * x, b = a / 3
        return sin(a) * sin(b) / (a * b)
    }
}
