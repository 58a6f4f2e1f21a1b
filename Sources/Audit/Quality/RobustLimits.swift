import Foundation

/// What is far out among numbers most of which are ordinary: beyond the median by several times the usual distance to it.
///
/// Each side has its own spread, the median distance of those on that side, so that a long tail on one does not widen the
/// other. Nothing is far out that a twentieth of the numbers is beyond.
///
/// - SeeAlso: Rousseeuw and Croux 1993, "Alternatives to the median absolute deviation".
public struct RobustLimits: Sendable, Equatable {
    public let median: Double
    public let low: Double
    public let high: Double
    /// The spread of each side, as a normal distribution's deviation.
    public let spreadBelow: Double
    public let spreadAbove: Double

    /// - Parameters:
    ///   - times: how many spreads are far.
    ///   - least: what is nearer to the median than this is never far out.
    public init(_ numbers: [Double], times: Double = 5, least: Double) {
        let sorted = numbers.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else {
            (median, low, high, spreadBelow, spreadAbove) = (0, -.infinity, .infinity, 0, 0)
            return
        }
        func quantile(_ share: Double) -> Double { sorted[Int(share * Double(sorted.count - 1))] }
        let middle = quantile(0.5)
        let below = sorted.filter { $0 <= middle }.map { middle - $0 }.sorted()
        let above = sorted.filter { $0 >= middle }.map { $0 - middle }.sorted()
        median = middle
        spreadBelow = below.isEmpty ? 0 : 1.4826 * below[below.count / 2]
        spreadAbove = above.isEmpty ? 0 : 1.4826 * above[above.count / 2]
        low = min(middle - max(least, times * spreadBelow), quantile(0.05))
        high = max(middle + max(least, times * spreadAbove), quantile(0.95))
    }

    /// 0.5 at the limit, towards 1 beyond; nil for what is not beyond a limit that is looked at.
    func score(_ value: Double, low looksLow: Bool, high looksHigh: Bool, least: Double) -> Double? {
        if looksLow, value < low { return 1 - exp(-(low - value) / max(spreadBelow, least / 3, 1e-9)) / 2 }
        if looksHigh, value > high { return 1 - exp(-(value - high) / max(spreadAbove, least / 3, 1e-9)) / 2 }
        return nil
    }
}
