import CKernels
import Matrices

/// The exact neighbours of a few rows, to see how many of them an approximate search found.
struct RecallSample: Sendable {
    /// Rows that are checked.
    static let size = 128

    private let rows: [Int32]
    /// Of each checked row the squared distance of its k-th neighbour.
    private let reach: [Float]
    private let prepared: PreparedRows

    init(_ prepared: PreparedRows, centre: [Float], k: Int, seed: UInt64, threads: Int) {
        self.prepared = prepared
        let count = prepared.matrix.rows
        let columns = prepared.matrix.columns
        let random = CounterRandom(key: seed ^ 0x5EED)
        rows = (0..<min(Self.size, count)).map { Int32(random[UInt64($0)] % UInt64(count)) }
        let width = k + 5
        let block = 1_024
        let blocks = (count + block - 1) / block
        let rows = self.rows
        var best = [[tessera_place]](repeating: [], count: rows.count)
        // Each group of rows is compared with blocks of all, whose lists are put together in order.
        let keys = WorkMemory<Float>(blocks * rows.count * width, filledWith: .infinity)
        let ids = WorkMemory<Int32>(blocks * rows.count * width, filledWith: -1)
        let queries = WorkMemory<Float>(rows.count * columns)
        let all = WorkMemory<Int32>(rows.count)
        for index in rows.indices { all[index] = Int32(index) }
        prepared.matrix.values.withUnsafeBufferPointer { values in
            centre.withUnsafeBufferPointer { centre in
                let (values, centre) = (SharedConstants(values), SharedConstants(centre))
                tessera_gather_rows(
                    values.address(0), Int64(columns), rows, Int64(rows.count), centre.address(0), queries.start)
                parallelBlocks(count, size: block, threads: threads) {
                    (
                        rows: WorkMemory<Float>(block * columns), panels: WorkMemory<Float>(block * columns),
                        norms: WorkMemory<Float>(block), numbers: WorkMemory<Int32>(block)
                    )
                } _: { room, some in
                    for (offset, row) in some.enumerated() { room.numbers[offset] = Int32(row) }
                    tessera_gather_rows(
                        values.address(0), Int64(columns), room.numbers.start, Int64(some.count), centre.address(0),
                        room.rows.start)
                    tessera_pack_panels(
                        room.rows.start, Int64(columns), Int64(some.count), room.panels.start, room.norms.start)
                    let offset = some.lowerBound / block * rows.count * width
                    var scan = tessera_scan(
                        rows: queries.start, columns: Int64(columns), keys: keys.start + offset,
                        ids: ids.start + offset, width: Int32(width), first_own: nobody, panels: room.panels.start,
                        norms: room.norms.start, others: Int64(some.count), first_other: Int32(some.lowerBound))
                    tessera_scan_panels(&scan, all.start, Int64(rows.count))
                }
            }
            for index in rows.indices {
                for block in 0..<blocks {
                    for rank in 0..<width {
                        let entry = (block * rows.count + index) * width + rank
                        guard ids[entry] >= 0, ids[entry] != rows[index] else { continue }
                        best[index].append(tessera_place(place: keys[entry], row: ids[entry]))
                    }
                }
                best[index].sort { ($0.place, $0.row) < ($1.place, $1.row) }
                best[index].removeLast(max(0, best[index].count - width))
                let size = Int32(best[index].count)
                best[index].withUnsafeMutableBufferPointer {
                    tessera_rank(values.baseAddress, Int64(columns), rows[index], $0.baseAddress, size)
                }
            }
        }
        reach = best.map { $0.count >= k && k > 0 ? $0[k - 1].place : .infinity }
    }

    /// The share of the true neighbours of the checked rows that a graph holds; a row that is as near as one of them
    /// counts for it.
    func recall(of graph: NeighborGraph) -> Double {
        guard graph.k > 0, !rows.isEmpty else { return 1 }
        var found = 0
        for (row, reach) in zip(rows, reach) {
            let limit = prepared.distance(fromSquared: reach)
            found += graph.distances(of: Int(row)).count { $0 <= limit }
        }
        return Double(found) / Double(graph.k * rows.count)
    }
}
