import CKernels
import Matrices

/// The first lists: every row is compared with the rows of its own cell and of the few others whose means are nearest.
///
/// A cell's rows are compared with another cell's by products of panels, so this runs at the speed of a matrix product.
struct CellScan: Sendable {
    let space: SearchSpace
    let cells: Cells
    let means: CellMeans
    let probes: Int
    /// By row number: rows that need no list.
    let isKnown: [Bool]?

    /// Room for one thread.
    private struct Room {
        let own: WorkMemory<Float>
        let others: WorkMemory<Float>
        let panels: WorkMemory<Float>
        let norms: WorkMemory<Float>
        let probeKeys: WorkMemory<Float>
        let probes: WorkMemory<Int32>
        let chosen: WorkMemory<Int32>

        init(rows: Int, nearCells: Int, columns: Int, probes: Int) {
            let padded = (max(rows, nearCells) + 15) / 16 * 16
            own = WorkMemory(rows * columns)
            others = WorkMemory(max(rows, nearCells) * columns)
            panels = WorkMemory(padded * columns)
            norms = WorkMemory(padded)
            probeKeys = WorkMemory(rows * probes)
            self.probes = WorkMemory(rows * probes)
            chosen = WorkMemory(rows)
        }
    }

    /// Fills empty lists, and the quantized rows on the way.
    func fill(
        _ lists: NeighborLists, _ quantized: QuantizedRows, threads: Int,
        progress: (Double) throws -> Void
    ) rethrows {
        let probes = min(self.probes, means.width)
        let round = 64 * max(1, threads)
        for start in stride(from: 0, to: cells.count, by: round) {
            try progress(Double(start) / Double(cells.count))
            space.withAddresses { values, centre in
                cells.order.withUnsafeBufferPointer { order in
                    let order = SharedConstants(order)
                    parallelBlocks(min(round, cells.count - start), size: 1, threads: threads) {
                        Room(
                            rows: cells.largest, nearCells: means.width, columns: space.columns, probes: probes)
                    } _: { room, block in
                        scan(
                            start + block.lowerBound, probes, &room, lists, quantized, values, centre, order)
                    }
                }
            }
        }
    }

    private func scan(
        _ cell: Int, _ probes: Int, _ room: inout Room, _ lists: NeighborLists,
        _ quantized: QuantizedRows,
        _ values: SharedConstants<Float>, _ centre: SharedConstants<Float>,
        _ order: SharedConstants<Int32>
    ) {
        let columns = space.columns
        let first = cells.starts[cell]
        let count = cells.starts[cell + 1] - first
        tessera_gather_rows(
            values.address(0), Int64(columns), order.address(first), Int64(count), centre.address(0),
            room.own.start)
        quantized.store(room.own.start, columns: columns, count: count, at: first)
        let wanted = (0..<count).filter { isKnown?[Int(order[first + $0])] != true }
        guard !wanted.isEmpty else { return }
        chooseProbes(cell, wanted, probes, &room)
        for rank in 0..<means.nearCount(cell) {
            let other = Int(means.near[cell * means.width + rank])
            var chosen = 0
            for row in wanted {
                let isProbed =
                    other == cell || (0..<probes).contains { room.probes[row * probes + $0] == Int32(rank) }
                guard isProbed else { continue }
                room.chosen[chosen] = Int32(row)
                chosen += 1
            }
            guard chosen > 0 else { continue }
            let begin = cells.starts[other]
            let others = cells.starts[other + 1] - begin
            tessera_gather_rows(
                values.address(0), Int64(columns), order.address(begin), Int64(others), centre.address(0),
                room.others.start)
            tessera_pack_panels(
                room.others.start, Int64(columns), Int64(others), room.panels.start, room.norms.start)
            var scan = tessera_scan(
                rows: room.own.start, columns: Int64(columns), keys: lists.keys.start + first * lists.width,
                ids: lists.ids.start + first * lists.width, width: Int32(lists.width),
                first_own: Int32(first),
                panels: room.panels.start, norms: room.norms.start, others: Int64(others),
                first_other: Int32(begin))
            tessera_scan_panels(&scan, room.chosen.start, Int64(chosen))
        }
    }

    /// For each row of the cell the ranks of the near cells whose means are nearest to the row.
    private func chooseProbes(_ cell: Int, _ wanted: [Int], _ probes: Int, _ room: inout Room) {
        let columns = space.columns
        let near = means.nearCount(cell)
        for rank in 0..<near {
            let mean = means.means.start + Int(means.near[cell * means.width + rank]) * columns
            (room.others.start + rank * columns).update(from: mean, count: columns)
        }
        tessera_pack_panels(
            room.others.start, Int64(columns), Int64(near), room.panels.start, room.norms.start)
        room.probeKeys.start.update(repeating: .infinity, count: room.probeKeys.count)
        room.probes.start.update(repeating: -1, count: room.probes.count)
        for (index, row) in wanted.enumerated() { room.chosen[index] = Int32(row) }
        var scan = tessera_scan(
            rows: room.own.start, columns: Int64(columns), keys: room.probeKeys.start,
            ids: room.probes.start,
            width: Int32(probes), first_own: nobody, panels: room.panels.start, norms: room.norms.start,
            others: Int64(near), first_other: 0)
        tessera_scan_panels(&scan, room.chosen.start, Int64(wanted.count))
    }
}
