import CKernels
package import Neighbors
package import Matrices

/// Ranks of some pairs among all distances of a matrix, without sorting them.
package struct RankCount: Sendable {
    private let matrix: Matrix
    private let norms: [Float]

    package init(_ matrix: Matrix) {
        self.matrix = matrix.centred()
        let columns = Int64(matrix.columns)
        norms = self.matrix.values.withUnsafeBufferPointer { values in
            let rows = SharedConstants(values)
            return (0..<matrix.rows).map { tessera_squared_length(rows.address($0 * matrix.columns), columns) }
        }
    }

    /// The sum over all pairs (i, j) of `graph` of how far the rank of j among the neighbours of i lies beyond `k`.
    package func ranksBeyond(_ k: Int, of graph: NeighborGraph, threads: Int) -> Double {
        let count = matrix.rows
        let size = 32
        var sums = [Int](repeating: 0, count: (count + size - 1) / size)
        sums.withUnsafeMutableBufferPointer { sums in
            let sums = SharedBuffer(sums)
            parallelBlocks(count, size: size, threads: threads) { block, rows in
                sums[block] = ranksBeyond(k, of: graph, rows)
            }
        }
        return Double(sums.reduce(0, +))
    }

    private func ranksBeyond(_ k: Int, of graph: NeighborGraph, _ rows: Range<Int>) -> Int {
        let count = matrix.rows
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * count) { tile in
            let keys = SharedBuffer(tile)
            matrix.values.withUnsafeBufferPointer { values in
                let values = SharedConstants(values)
                BLAS.multiplyByTranspose(
                    values.address(rows.lowerBound * matrix.columns), stride: matrix.columns, rows: rows.count,
                    values.address(0), stride: matrix.columns, rows: count, depth: matrix.columns,
                    into: keys.address(0), stride: count)
            }
            var sum = 0
            for (offset, row) in rows.enumerated() {
                let own = keys.address(offset * count)
                norms.withUnsafeBufferPointer { tessera_keys(own, $0.baseAddress, Int64(count), own) }
                // The point itself is nobody's neighbour: last of all.
                keys[offset * count + row] = .infinity
                for neighbor in graph.neighbors(of: row) {
                    let rank =
                        1
                        + Int(
                            tessera_count_before(
                                own, Int64(count), keys[offset * count + Int(neighbor)], Int64(neighbor)))
                    sum += max(0, rank - k)
                }
            }
            return sum
        }
    }
}
