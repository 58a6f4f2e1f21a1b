/// A symmetric weighted graph, row after row (compressed sparse rows), columns ascending within a row.
package struct SparseGraph: Equatable, Sendable {
    package let count: Int
    /// `count + 1` places: the edges of row `i` lie at `starts[i] ..< starts[i + 1]`.
    package let starts: [Int]
    package let columns: [Int32]
    package let weights: [Float]

    package init(count: Int, starts: [Int], columns: [Int32], weights: [Float]) {
        self.count = count
        self.starts = starts
        self.columns = columns
        self.weights = weights
    }

    package func edges(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

    /// Without the edges that would be drawn less than once in so many epochs.
    package func pruned(epochs: Int) -> SparseGraph {
        let least = (weights.max() ?? 0) / Float(epochs)
        return filtered { weights[$0] >= least && weights[$0] > 0 }
    }

    /// The graph among `rows` alone (ascending), renumbered 0, 1, 2 …
    func induced(on rows: [Int]) -> SparseGraph {
        var number = [Int32](repeating: -1, count: count)
        for (new, old) in rows.enumerated() { number[old] = Int32(new) }
        var starts = [0]
        var columns: [Int32] = []
        var weights: [Float] = []
        for row in rows {
            for edge in edges(of: row) where number[Int(self.columns[edge])] >= 0 {
                columns.append(number[Int(self.columns[edge])])
                weights.append(self.weights[edge])
            }
            starts.append(columns.count)
        }
        return SparseGraph(count: rows.count, starts: starts, columns: columns, weights: weights)
    }

    private func filtered(_ keep: (Int) -> Bool) -> SparseGraph {
        var starts = [0]
        starts.reserveCapacity(count + 1)
        var kept: [Int] = []
        kept.reserveCapacity(columns.count)
        for row in 0..<count {
            for edge in edges(of: row) where keep(edge) { kept.append(edge) }
            starts.append(kept.count)
        }
        return SparseGraph(
            count: count, starts: starts, columns: kept.map { columns[$0] }, weights: kept.map { weights[$0] })
    }
}
