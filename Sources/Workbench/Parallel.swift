import Dispatch
import Foundation
import Synchronization

/// The same work on every element, on all cores.
enum Parallel {
    /// The results in the order of the elements. Elements are taken one by one, so that a slow one holds up nothing.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let next = Atomic<Int>(0)
        let shares = Mutex<[(Int, Result)]>([])
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, elements.count))) { _ in
            var share: [(Int, Result)] = []
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < elements.count else { break }
                share.append((index, transform(elements[index])))
            }
            let done = share
            shares.withLock { $0 += done }
        }
        return shares.withLock { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
