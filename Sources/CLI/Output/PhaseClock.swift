/// How long each phase of some work took.
final class PhaseClock {
    private var phases: [(name: String, began: ContinuousClock.Instant)] = []
    private var ended: ContinuousClock.Instant?

    func enter(_ phase: String) { phases.append((phase, .now)) }

    func end() { ended = .now }

    /// Seconds by phase, and `total`.
    var seconds: [String: Double] {
        let end = ended ?? .now
        var seconds: [String: Double] = [:]
        for (index, phase) in phases.enumerated() {
            let next = index + 1 < phases.count ? phases[index + 1].began : end
            seconds[phase.name, default: 0] += Self.rounded(phase.began.duration(to: next))
        }
        if let first = phases.first { seconds["total"] = Self.rounded(first.began.duration(to: end)) }
        return seconds
    }

    private static func rounded(_ duration: Duration) -> Double {
        (duration / .seconds(1) * 10_000).rounded() / 10_000
    }
}
