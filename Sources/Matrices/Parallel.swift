import Dispatch
import Synchronization

/// Runs `body` over `0 ..< count`, split in at most `threads` contiguous ranges of nearly equal length.
///
/// The split depends on `count` and `threads` alone. A result is the same for every number of threads where
/// `body` treats each index by itself and writes only what belongs to it. Returns when all are done; the
/// calling thread works too.
public func parallelRanges(_ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let parts = max(1, min(threads, count))
    guard parts > 1 else { return body(0..<count) }
    DispatchQueue.concurrentPerform(iterations: parts) { part in
        body(count * part / parts..<count * (part + 1) / parts)
    }
}

/// Runs `body` over `0 ..< count` in blocks of `size` (the last may be shorter), handed to whichever thread is free.
///
/// The blocks are the same for every number of threads, so sums kept per block are too; only which thread
/// works on which block changes.
public func parallelBlocks(
    _ count: Int, size: Int, threads: Int, _ body: @Sendable (_ block: Int, _ range: Range<Int>) -> Void
) {
    guard count > 0 else { return }
    let size = max(1, size)
    let blocks = (count + size - 1) / size
    @Sendable func run(_ block: Int) { body(block, block * size..<min(count, (block + 1) * size)) }
    let parts = max(1, min(threads, blocks))
    guard parts > 1 else { return (0..<blocks).forEach(run) }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: parts) { _ in
        while true {
            let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard block < blocks else { return }
            run(block)
        }
    }
}
