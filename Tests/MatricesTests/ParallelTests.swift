import Matrices
import Synchronization
import Testing

@Suite struct ParallelTests {
    @Test func everyIndexIsVisitedOnce() {
        for count in 0..<20 {
            for threads in 0..<6 {
                let visits = Mutex([Int](repeating: 0, count: count))
                parallelRanges(count, threads: threads) { range in
                    visits.withLock { for index in range { $0[index] += 1 } }
                }
                #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
            }
        }
    }

    @Test func blocksAreTheSameForEveryNumberOfThreads() {
        for count in [0, 1, 5, 64, 100] {
            for size in [1, 3, 64] {
                let sets = (1...4).map { threads in
                    let blocks = Mutex<[Int: Range<Int>]>([:])
                    parallelBlocks(count, size: size, threads: threads) { block, range in
                        blocks.withLock { $0[block] = range }
                    }
                    return blocks.withLock { $0 }
                }
                #expect(sets.allSatisfy { $0 == sets[0] })
                #expect(sets[0].values.reduce(0) { $0 + $1.count } == count)
            }
        }
    }
}
