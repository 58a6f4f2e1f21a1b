import Foundation

/// The lines that were read and are not yet worked on. A reading thread fills it, the crew takes groups from it.
///
/// A group is full, or what there is when nothing more came for a moment: a caller that waits for an answer before it
/// asks again gets one.
final class RequestQueue: @unchecked Sendable {  // all state is guarded by the condition
    private let condition = NSCondition()
    private let batch: Int
    private let capacity: Int
    private var lines: [String] = []
    private var ended = false
    private var failure: (any Error)?

    /// How long a group that is not full waits for another line, in seconds.
    private static let patience = 0.02

    init(batch: Int) {
        self.batch = batch
        capacity = batch * 64
    }

    /// Waits where too many lines wait already. False when nobody wants more.
    func add(_ line: String) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while lines.count >= capacity && !ended { condition.wait() }
        guard !ended else { return false }
        lines.append(line)
        condition.broadcast()
        return true
    }

    func end(_ error: (any Error)? = nil) {
        condition.lock()
        ended = true
        failure = failure ?? error
        condition.broadcast()
        condition.unlock()
    }

    func next() throws -> [String]? {
        condition.lock()
        defer { condition.unlock() }
        while lines.isEmpty && !ended { condition.wait() }
        let deadline = Date(timeIntervalSinceNow: Self.patience)
        while lines.count < batch && !ended {
            if !condition.wait(until: deadline) { break }
        }
        if let failure, lines.isEmpty { throw failure }
        guard !lines.isEmpty else { return nil }
        let group = Array(lines.prefix(batch))
        lines.removeFirst(group.count)
        condition.broadcast()
        return group
    }
}
