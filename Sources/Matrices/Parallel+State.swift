import Dispatch
import Synchronization

/// Runs `body` over `0 ..< count` in blocks of `size`, handed to whichever thread is free; each thread makes itself one
/// `state` (its room for intermediate results) and keeps it from block to block.
///
/// A result is the same for every number of threads where it does not depend on what a block left in the state.
public func parallelBlocks<State>(
    _ count: Int, size: Int, threads: Int, state: @Sendable () -> State,
    _ body: @Sendable (_ state: inout State, _ range: Range<Int>) -> Void
) {
    guard count > 0 else { return }
    let size = max(1, size)
    let blocks = (count + size - 1) / size
    let next = Atomic<Int>(0)
    @Sendable func work() {
        var own = state()
        while true {
            let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard block < blocks else { return }
            body(&own, block * size..<min(count, (block + 1) * size))
        }
    }
    let parts = max(1, min(threads, blocks))
    guard parts > 1 else { return work() }
    DispatchQueue.concurrentPerform(iterations: parts) { _ in work() }
}
