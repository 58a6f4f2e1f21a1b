import Dataset
import Synchronization

/// How often somebody may try to log in.
///
/// Three counts over a quarter of an hour: of one name from one address, of one address, of one name from everywhere. The
/// last is wide, for else a stranger could lock somebody out by failing in their name.
package final class LoginLimits: Sendable {
    private let counts = Mutex<[Key: Window]>([:])

    package init() {}

    private struct Window {
        var start: ContinuousClock.Instant
        var attempts: Int
    }

    private enum Key: Hashable {
        case nameFrom(String, String)
        case address(String)
        case name(String)

        var most: Int {
            switch self {
            case .nameFrom: 6
            case .address: 40
            case .name: 200
            }
        }
    }

    private static let span: Duration = .seconds(15 * 60)
    /// Keys that are remembered. When they are more, the oldest go.
    private static let mostKeys = 20_000

    /// Counts an attempt.
    /// - Returns: nil where it may be made, else the seconds to wait.
    package func attempt(name: String, address: String, at now: ContinuousClock.Instant = .now) -> Int? {
        counts.withLock { counts in
            let keys: [Key] = [.nameFrom(name, address), .address(address), .name(name)]
            for key in keys {
                guard let window = counts[key], now - window.start < Self.span, window.attempts >= key.most else {
                    continue
                }
                return Int((Self.span - (now - window.start)).components.seconds) + 1
            }
            for key in keys {
                if let window = counts[key], now - window.start < Self.span {
                    counts[key]?.attempts += 1
                } else {
                    counts[key] = Window(start: now, attempts: 1)
                }
            }
            if counts.count > Self.mostKeys { Self.forget(&counts, at: now) }
            return nil
        }
    }

    /// Forgets the failures of a name from an address that logged in after all.
    package func succeeded(name: String, address: String) {
        counts.withLock { $0[.nameFrom(name, address)] = nil }
    }

    private static func forget(_ counts: inout [Key: Window], at now: ContinuousClock.Instant) {
        counts = counts.filter { now - $0.value.start < span }
        guard counts.count > mostKeys else { return }
        let kept = counts.sorted { $0.value.start > $1.value.start }.prefix(mostKeys / 2)
        counts = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
