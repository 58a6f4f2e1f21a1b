import CKernels
import Matrices

/// The mean of each cell, and for each cell those that are near to it.
struct CellMeans: Sendable {
    let cells: Int
    let columns: Int
    /// `cells` rows, centred.
    let means: WorkMemory<Float>
    /// Near cells a cell.
    let width: Int
    /// `cells * width` numbers of cells, nearest first, -1 after the last; a cell is among its own.
    let near: WorkMemory<Int32>

    init(_ space: SearchSpace, _ cells: Cells, near width: Int, threads: Int) {
        self.cells = cells.count
        columns = space.columns
        self.width = min(width, cells.count)
        means = WorkMemory(cells.count * columns, filledWith: 0)
        near = WorkMemory(cells.count * self.width, filledWith: -1)
        average(space, cells, threads)
        findNear(threads)
    }

    private func average(_ space: SearchSpace, _ cells: Cells, _ threads: Int) {
        space.withAddresses { values, centre in
            cells.order.withUnsafeBufferPointer { order in
                let order = SharedConstants(order)
                parallelBlocks(cells.count, size: 4, threads: threads) {
                    WorkMemory<Float>(cells.largest * columns)
                } _: { rows, some in
                    for cell in some {
                        let count = cells.starts[cell + 1] - cells.starts[cell]
                        tessera_gather_rows(
                            values.address(0), Int64(columns), order.address(cells.starts[cell]), Int64(count),
                            centre.address(0), rows.start)
                        let mean = means.start + cell * columns
                        for row in 0..<count {
                            for column in 0..<columns { mean[column] += rows[row * columns + column] }
                        }
                        for column in 0..<columns { mean[column] /= Float(max(1, count)) }
                    }
                }
            }
        }
    }

    /// How many near cells a cell has: fewer than `width` where means are so far away that their squares overflow.
    func nearCount(_ cell: Int) -> Int {
        (0..<width).first { near[cell * width + $0] < 0 } ?? width
    }

    /// Among many equal means, or far away, a cell may have missed itself.
    private func includeOwn(_ cell: Int) {
        let count = nearCount(cell)
        guard !(0..<count).contains(where: { near[cell * width + $0] == Int32(cell) }) else { return }
        near[cell * width + min(count, width - 1)] = Int32(cell)
    }

    private func findNear(_ threads: Int) {
        let padded = (cells + 15) / 16 * 16
        let panels = WorkMemory<Float>(padded * columns)
        let norms = WorkMemory<Float>(padded)
        tessera_pack_panels(means.start, Int64(columns), Int64(cells), panels.start, norms.start)
        let keys = WorkMemory<Float>(cells * width, filledWith: .infinity)
        let all = WorkMemory<Int32>(cells)
        for cell in 0..<cells { all[cell] = Int32(cell) }
        parallelBlocks(cells, size: 24, threads: threads) { _, some in
            var scan = tessera_scan(
                rows: means.start, columns: Int64(columns), keys: keys.start, ids: near.start, width: Int32(width),
                first_own: nobody, panels: panels.start, norms: norms.start, others: Int64(cells), first_other: 0)
            tessera_scan_panels(&scan, all.start + some.lowerBound, Int64(some.count))
            for cell in some { includeOwn(cell) }
        }
    }
}

/// As the first own number of a scan: no row is one of the others.
let nobody = Int32.min / 2
