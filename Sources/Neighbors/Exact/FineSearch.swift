import CKernels
import Matrices

/// The distances of the candidates by differences, sorted, and a full comparison where the candidates leave a doubt.
struct FineSearch: Sendable {
    private let prepared: PreparedRows
    private let coarse: CoarseSearch
    private let largestNorm: Float

    init(_ prepared: PreparedRows, _ coarse: CoarseSearch) {
        self.prepared = prepared
        self.coarse = coarse
        largestNorm = coarse.norms.max() ?? 0
    }

    func refine(_ candidates: CoarseSearch.Candidates, k: Int, threads: Int) -> NeighborGraph {
        let count = prepared.matrix.rows
        var indices = [Int32](repeating: 0, count: count * k)
        var distances = [Float](repeating: 0, count: count * k)
        indices.withUnsafeMutableBufferPointer { indices in
            distances.withUnsafeMutableBufferPointer { distances in
                let indices = SharedBuffer(indices)
                let distances = SharedBuffer(distances)
                parallelBlocks(count, size: 64, threads: threads) { _, rows in
                    for row in rows {
                        for (rank, neighbor) in nearest(of: row, candidates, k).enumerated() {
                            indices[row * k + rank] = neighbor.index
                            distances[row * k + rank] = prepared.distance(fromSquared: neighbor.squared)
                        }
                    }
                }
            }
        }
        return NeighborGraph(count: count, k: k, metric: prepared.metric, indices: indices, distances: distances)
    }

    private struct Neighbor {
        var squared: Float
        var index: Int32

        static func precedes(_ a: Neighbor, _ b: Neighbor) -> Bool {
            a.squared < b.squared || (a.squared == b.squared && a.index < b.index)
        }
    }

    private func nearest(of row: Int, _ candidates: CoarseSearch.Candidates, _ k: Int) -> ArraySlice<Neighbor> {
        let width = candidates.width
        let own = row * width..<(row + 1) * width
        let some = compare(row, with: candidates.indices[own])
        // Everybody is a candidate: nobody can be missing.
        guard width < prepared.matrix.rows - 1 else { return some[..<k] }
        // Who is not among the candidates is, by the coarse distance, at least as far as the last of them.
        let reach = candidates.keys[own.upperBound - 1] + coarse.norms[row] - coarse.errorBound(row, largestNorm)
        if some[k - 1].squared < reach { return some[..<k] }
        let others = (0..<Int32(prepared.matrix.rows)).filter { $0 != Int32(row) }
        return compare(row, with: others[...])[..<k]
    }

    private func compare(_ row: Int, with others: ArraySlice<Int32>) -> [Neighbor] {
        let columns = prepared.matrix.columns
        return prepared.matrix.values.withUnsafeBufferPointer { values in
            let values = SharedConstants(values)
            let own = values.address(row * columns)
            return others.map {
                let squared = tessera_squared_distance(own, values.address(Int($0) * columns), Int64(columns))
                return Neighbor(squared: squared, index: $0)
            }.sorted(by: Neighbor.precedes)
        }
    }
}
