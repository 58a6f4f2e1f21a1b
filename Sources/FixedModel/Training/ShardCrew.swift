import CKernels
import Foundation
import Synchronization

/// Threads that go through the same phases side by side and wait for each other between them.
enum ShardCrew {
    /// Runs `body(member)` for `0 ..< members`, each in a thread of its own (member 0 in the calling one), all at once.
    static func run(_ members: Int, _ body: @escaping @Sendable (_ member: Int) -> Void) {
        guard members > 1 else { return body(0) }
        let done = DispatchSemaphore(value: 0)
        for member in 1..<members {
            let thread = Thread {
                body(member)
                done.signal()
            }
            thread.name = "fixed model \(member)"
            thread.start()
        }
        body(0)
        for _ in 1..<members { done.wait() }
    }
}

/// Where the members of a crew meet. They look for each other a moment, for the others are mostly close behind; then
/// they sleep, so that a busy machine loses nothing by it.
final class MeetingPoint: Sendable {
    /// Some tenths of a millisecond: what one half of a batch may be behind the other. To be woken takes as long.
    private static let looks = 8_192

    private let members: Int
    private let arrived = Atomic<Int>(0)
    private let round = Atomic<Int>(0)
    private let sleepers = NSCondition()

    init(members: Int) {
        self.members = members
    }

    func meet() {
        guard members > 1 else { return }
        let mine = round.load(ordering: .relaxed)
        if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == members {
            arrived.store(0, ordering: .relaxed)
            sleepers.lock()
            round.store(mine + 1, ordering: .releasing)
            sleepers.broadcast()
            sleepers.unlock()
            return
        }
        for _ in 0..<Self.looks {
            if round.load(ordering: .acquiring) != mine { return }
            tessera_pause()
        }
        sleepers.lock()
        while round.load(ordering: .acquiring) == mine { sleepers.wait() }
        sleepers.unlock()
    }
}
