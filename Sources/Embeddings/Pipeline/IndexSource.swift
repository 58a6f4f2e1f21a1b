import Synchronization

/// Hands out 0, 1, 2, … in groups.
final class IndexSource: Sendable {
    private let count: Int
    private let batch: Int
    private let start = Mutex(0)

    init(count: Int, batch: Int) {
        self.count = count
        self.batch = batch
    }

    /// The next group; nil when all are handed out.
    func next() -> [Int]? {
        start.withLock { start in
            guard start < count else { return nil }
            let group = Array(start..<min(count, start + batch))
            start += group.count
            return group
        }
    }
}
