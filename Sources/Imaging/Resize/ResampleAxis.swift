import Foundation

/// For each pixel of one axis of the result: which source pixels it takes, and with what weights (which add to 1).
struct ResampleAxis {
    /// The first source pixel of each result pixel.
    private(set) var starts: [Int] = []
    /// How many it takes.
    private(set) var counts: [Int] = []
    /// `stride` weights a result pixel, of which the first `counts` are used.
    private(set) var weights: [Float]
    let stride: Int

    init(from source: Int, to target: Int, filter: ResizeFilter) {
        let step = Double(source) / Double(target)
        // Half the pixels that a result pixel may reach, on each side of its centre.
        let reach: Double =
            switch filter {
            case .bilinearWithoutAntialiasing: 1
            case .area, .bilinear: max(1, step)
            case .lanczos: 3 * max(1, step)
            }
        stride = min(source, Int((2 * reach).rounded(.up)) + 1)
        weights = [Float](repeating: 0, count: stride * target)
        starts.reserveCapacity(target)
        counts.reserveCapacity(target)
        for index in 0..<target {
            switch filter {
            case .area where step > 1:
                cover(from: Double(index) * step, to: Double(index + 1) * step, source: source)
            case .bilinear where step > 1:
                weigh(around: (Double(index) + 0.5) * step, widened: step, lobes: 1, source: source) {
                    max(0, 1 - abs($0))
                }
            case .lanczos:
                weigh(
                    around: (Double(index) + 0.5) * step, widened: max(1, step), lobes: 3, source: source, Self.lanczos)
            case .area, .bilinear, .bilinearWithoutAntialiasing:
                interpolate(at: max(0, (Double(index) + 0.5) * step - 0.5), source: source)
            }
        }
    }

    /// Each source pixel by how much of it lies between the two edges.
    private mutating func cover(from: Double, to: Double, source: Int) {
        let first = min(source - 1, Int(from))
        // The edge may come out a hair beyond a whole number; that is no further pixel.
        let last = max(first + 1, min(source, Int((to - 1e-9).rounded(.up))))
        append(first, last, sum: to - from) { min(to, Double($0 + 1)) - max(from, Double($0)) }
    }

    /// The two nearest by their nearness.
    private mutating func interpolate(at centre: Double, source: Int) {
        let first = min(source - 1, Int(centre))
        let share = first + 1 < source ? centre - Double(first) : 0
        append(first, min(source, first + 2), sum: 1) { $0 == first ? 1 - share : share }
    }

    /// All under a kernel, with its support cut to whole pixels as Pillow cuts it.
    private mutating func weigh(
        around centre: Double, widened scale: Double, lobes: Double, source: Int, _ kernel: (Double) -> Double
    ) {
        let first = max(0, Int(centre - lobes * scale + 0.5))
        let last = max(first + 1, min(source, Int(centre + lobes * scale + 0.5)))
        let values = (first..<last).map { kernel((Double($0) - centre + 0.5) / scale) }
        append(first, last, sum: values.reduce(0, +)) { values[$0 - first] }
    }

    private mutating func append(_ first: Int, _ last: Int, sum: Double, _ weight: (Int) -> Double) {
        let row = starts.count * stride
        starts.append(first)
        counts.append(last - first)
        for pixel in first..<last { weights[row + pixel - first] = Float(weight(pixel) / sum) }
    }

    private static func lanczos(_ x: Double) -> Double {
        guard abs(x) < 3 else { return 0 }
        guard x != 0 else { return 1 }
        let a = Double.pi * x, b = a / 3
        return sin(a) * sin(b) / (a * b)
    }
}
