import Synchronization

/// Errors of a parallel loop: which one is thrown must not depend on who was quicker.
final class Failures: Sendable {
    private let kept = Mutex<(index: Int, error: any Error)?>(nil)

    var first: (any Error)? { kept.withLock { $0?.error } }

    func note(_ error: any Error, at index: Int) {
        kept.withLock { if index < ($0?.index ?? .max) { $0 = (index, error) } }
    }

    /// Whether work at `index` is in vain, for an earlier one has failed.
    func any(before index: Int) -> Bool {
        kept.withLock { ($0?.index ?? .max) < index }
    }
}
