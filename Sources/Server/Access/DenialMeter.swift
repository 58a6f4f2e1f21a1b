import Synchronization

/// How many denials are logged: so many a minute, and those beyond are only counted, or somebody outside could fill the
/// disk.
package final class DenialMeter: Sendable {
    private let most: Int
    private let state = Mutex(State())

    private struct State {
        var minute = ContinuousClock.now
        var logged = 0
        var left = 0
    }

    package init(mostAMinute most: Int = 120) { self.most = most }

    /// Asks for one entry.
    /// - Returns: how many were left out before it; nil where this one is left out too.
    package func take(at now: ContinuousClock.Instant = .now) -> Int? {
        state.withLock { state in
            if now - state.minute >= .seconds(60) {
                state.minute = now
                state.logged = 0
            }
            guard state.logged < most else {
                state.left += 1
                return nil
            }
            state.logged += 1
            defer { state.left = 0 }
            return state.left
        }
    }
}
