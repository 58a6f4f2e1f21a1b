import Matrices

/// Edges gathered in blocks, in random order within each, as the inner loop of the descent wants them.
///
/// Random order keeps edges that share a point apart, so that several can be moved side by side.
struct EdgeBlocks {
    /// Block `b` lies at `bounds[b] ..< bounds[b + 1]`.
    let bounds: [Int]
    private(set) var heads: [Int32]
    private(set) var tails: [Int32]
    /// How often an edge is drawn: its weight over the largest one.
    private(set) var rates: [Float]

    /// - Parameters:
    ///   - rows: rows of the graph; its columns may be of another kind.
    ///   - blockOf: the block of the edge from a row to a column.
    ///   - heads, tails: the numbers that rows and columns have in the descent.
    init(
        _ graph: SparseGraph, blocks: Int, seed: UInt64, threads: Int, heads headOf: (Int) -> Int32,
        tails tailOf: (Int) -> Int32, blockOf: (_ row: Int, _ column: Int) -> Int
    ) {
        var next = [Int](repeating: 0, count: blocks + 1)
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) { next[blockOf(row, Int(graph.columns[edge])) + 1] += 1 }
        }
        for block in 0..<blocks { next[block + 1] += next[block] }
        bounds = next
        heads = [Int32](repeating: 0, count: graph.columns.count)
        tails = heads
        rates = [Float](repeating: 0, count: graph.columns.count)
        let largest = graph.weights.max() ?? 1
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) {
                let column = Int(graph.columns[edge])
                let block = blockOf(row, column)
                heads[next[block]] = headOf(row)
                tails[next[block]] = tailOf(column)
                rates[next[block]] = graph.weights[edge] / largest
                next[block] += 1
            }
        }
        shuffle(seed: seed, threads: threads)
    }

    /// Fisher and Yates, each block with random numbers of its own.
    private mutating func shuffle(seed: UInt64, threads: Int) {
        let bounds = self.bounds
        heads.withUnsafeMutableBufferPointer { heads in
            tails.withUnsafeMutableBufferPointer { tails in
                rates.withUnsafeMutableBufferPointer { rates in
                    let (heads, tails, rates) = (SharedBuffer(heads), SharedBuffer(tails), SharedBuffer(rates))
                    parallelBlocks(bounds.count - 1, size: 1, threads: threads) { block, _ in
                        var random = SeededRandom(seed: seed, stream: 100 + UInt64(block))
                        let (from, to) = (bounds[block], bounds[block + 1])
                        for edge in stride(from: to - 1, to: from, by: -1) {
                            let other = from + Int(UInt64(edge - from + 1).multipliedFullWidth(by: random.next()).high)
                            (heads[edge], heads[other]) = (heads[other], heads[edge])
                            (tails[edge], tails[other]) = (tails[other], tails[edge])
                            (rates[edge], rates[other]) = (rates[other], rates[edge])
                        }
                    }
                }
            }
        }
    }
}
