/// Measures units a second over a sliding window, so that the time left follows what happens now and units that an
/// earlier start had already done do not count.
package struct RateMeter {
    private struct Reading {
        let time: ContinuousClock.Instant
        let done: Int
    }

    private let window: Duration
    private let spacing: Duration
    private var readings: [Reading] = []

    /// - Parameters:
    ///   - window: how far back the rate looks.
    ///   - spacing: the least time between two readings that are kept.
    package init(window: Duration = .seconds(8), spacing: Duration = .milliseconds(200)) {
        self.window = window
        self.spacing = spacing
    }

    /// Takes a reading and returns units a second, or nil where too little time has passed to say.
    package mutating func rate(done: Int, at time: ContinuousClock.Instant) -> Double? {
        guard let first = readings.first, let last = readings.last, done >= last.done else {
            readings = [Reading(time: time, done: done)]
            return nil
        }
        if last.time.duration(to: time) >= spacing {
            readings.append(Reading(time: time, done: done))
            let stale = readings.prefix { $0.time.duration(to: time) > window }.count
            readings.removeFirst(min(stale, readings.count - 2))
        }
        let seconds = first.time.duration(to: time) / .seconds(1)
        guard seconds > 0.05, done > first.done else { return nil }
        return Double(done - first.done) / seconds
    }
}
