import Foundation

/// Where a crew's threads and the one that receives their work meet. Batches are numbered as they are taken, and
/// leave in that order; nobody works more than a few batches ahead of the receiver, so memory stays bounded.
final class BatchBoard<Item: Sendable>: @unchecked Sendable {  // all state is guarded by the two locks
    private let ahead: Int
    /// Held while the source is asked, which may wait; so that the other lock never waits for it.
    private let taking = NSLock()
    private var taken = 0
    private var takenItems = 0

    private let state = NSCondition()
    private var finished: [Int: (items: [Item], batch: EmbeddedBatch)] = [:]
    private var delivered = 0
    private var working = 0
    private var stopped = false
    private var failure: (any Error)?

    init(ahead: Int) { self.ahead = max(1, ahead) }

    // What the threads call.

    func enter() { state.withLock { working += 1 } }

    func leave() {
        state.lock()
        working -= 1
        state.broadcast()
        state.unlock()
    }

    /// The next group of items with its number and the place of its first item; nil when there are none or the work is
    /// to stop.
    func take(_ source: () throws -> [Item]?) throws -> (number: Int, first: Int, items: [Item])? {
        taking.lock()
        defer { taking.unlock() }
        guard waitForRoom(taken), let items = try source() else { return nil }
        defer {
            taken += 1
            takenItems += items.count
        }
        return (taken, takenItems, items)
    }

    private func waitForRoom(_ number: Int) -> Bool {
        state.lock()
        defer { state.unlock() }
        while !stopped && number >= delivered + ahead { state.wait() }
        return !stopped
    }

    func put(_ number: Int, _ items: [Item], _ batch: EmbeddedBatch) {
        state.lock()
        finished[number] = (items, batch)
        state.broadcast()
        state.unlock()
    }

    func fail(_ error: any Error) {
        state.lock()
        failure = failure ?? error
        stopped = true
        state.broadcast()
        state.unlock()
    }

    // What the receiver calls.

    /// The batch whose turn it is; nil when all are received.
    func nextInOrder() throws -> (items: [Item], batch: EmbeddedBatch)? {
        state.lock()
        defer { state.unlock() }
        while true {
            if let failure { throw failure }
            if let next = finished.removeValue(forKey: delivered) {
                delivered += 1
                state.broadcast()
                return next
            }
            if working == 0 { return nil }
            state.wait()
        }
    }

    func stop() {
        state.lock()
        stopped = true
        state.broadcast()
        state.unlock()
    }

    func waitForAll() {
        state.lock()
        while working > 0 { state.wait() }
        state.unlock()
    }
}
