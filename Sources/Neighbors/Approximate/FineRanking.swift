import CKernels
import Matrices

/// The true distances of those that the lists hold, by differences, and the k best of them by (distance, row number).
struct FineRanking: Sendable {
    let prepared: PreparedRows
    let cells: Cells

    /// A row with a list of fewer than k (lengths that overflow) is compared with all.
    func graph(_ lists: NeighborLists, k: Int, threads: Int) -> NeighborGraph {
        let rows = prepared.matrix.rows
        let columns = prepared.matrix.columns
        let width = lists.width
        var indices = [Int32](repeating: 0, count: rows * k)
        var distances = [Float](repeating: 0, count: rows * k)
        indices.withUnsafeMutableBufferPointer { indices in
            distances.withUnsafeMutableBufferPointer { distances in
                prepared.matrix.values.withUnsafeBufferPointer { values in
                    cells.order.withUnsafeBufferPointer { order in
                        let (indices, distances) = (SharedBuffer(indices), SharedBuffer(distances))
                        let (values, order) = (SharedConstants(values), SharedConstants(order))
                        parallelBlocks(rows, size: 256, threads: threads) {
                            WorkMemory<tessera_place>(max(width, k))
                        } _: { ranked, some in
                            for position in some {
                                let row = Int(order[position])
                                var size = 0
                                while size < width, lists.ids[position * width + size] >= 0 {
                                    ranked[size].row = order[Int(lists.ids[position * width + size])]
                                    size += 1
                                }
                                if size < k {
                                    tessera_keep_nearest(
                                        values.address(0), Int64(columns), values.address(row * columns), nil,
                                        Int64(rows), Int32(row), ranked.start, 0, Int32(k))
                                } else {
                                    tessera_rank(
                                        values.address(0), Int64(columns), Int32(row), ranked.start, Int32(size))
                                }
                                for rank in 0..<k {
                                    indices[row * k + rank] = ranked[rank].row
                                    distances[row * k + rank] = prepared.distance(fromSquared: ranked[rank].place)
                                }
                            }
                        }
                    }
                }
            }
        }
        return NeighborGraph(
            count: rows, k: k, metric: prepared.metric, indices: indices, distances: distances)
    }
}
