import CKernels
import Matrices

/// Rows whose neighbours are known get those that are not known offered; the others are compared with all.
struct KnownExtension: Sendable {
    let prepared: PreparedRows
    let known: KnownNeighbors
    let unknown: [Int32]

    func graph(threads: Int, progress: (Double) throws -> Void) rethrows -> NeighborGraph {
        let (count, columns, k) = (known.count, prepared.matrix.columns, known.k)
        var indices = [Int32](repeating: 0, count: count * k)
        var distances = [Float](repeating: 0, count: count * k)
        let round = 1_024 * max(1, threads)
        for start in stride(from: 0, to: count, by: round) {
            try progress(Double(start) / Double(count))
            indices.withUnsafeMutableBufferPointer { indices in
                distances.withUnsafeMutableBufferPointer { distances in
                    prepared.matrix.values.withUnsafeBufferPointer { values in
                        let (indices, distances) = (SharedBuffer(indices), SharedBuffer(distances))
                        let values = SharedConstants(values)
                        parallelBlocks(min(round, count - start), size: 32, threads: threads) {
                            WorkMemory<tessera_place>(k)
                        } _: { list, some in
                            for row in start + some.lowerBound..<start + some.upperBound {
                                let query = values.address(row * columns)
                                var size: Int32 = 0
                                func offer(_ rows: [Int32]?, _ some: Int) {
                                    size = tessera_keep_nearest(
                                        values.address(0), Int64(columns), query, rows, Int64(some), Int32(row),
                                        list.start, size, Int32(k))
                                }
                                if known.isKnown[row] {
                                    offer(Array(known.indices[row * k..<(row + 1) * k]), k)
                                    offer(unknown, unknown.count)
                                } else {
                                    offer(nil, count)
                                }
                                for rank in 0..<k {
                                    indices[row * k + rank] = list[rank].row
                                    distances[row * k + rank] = prepared.distance(fromSquared: list[rank].place)
                                }
                            }
                        }
                    }
                }
            }
        }
        try progress(1)
        return NeighborGraph(
            count: count, k: k, metric: prepared.metric, indices: indices, distances: distances)
    }
}
