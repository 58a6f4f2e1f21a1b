import CKernels
import Matrices

/// The nearest of each position as far as they are known, in memory that threads change at once, each its own rows.
///
/// Positions are those of `Cells`, so that rows that are near to each other are near in memory too.
final class NeighborLists: Sendable {
    let count: Int
    /// Entries a list.
    let width: Int
    /// Ascending; the squared distance without the own squared length. Infinite where nothing is kept.
    let keys: WorkMemory<Float>
    /// Positions; -1 where nothing is kept.
    let ids: WorkMemory<Int32>
    /// 1 where an entry is new.
    let fresh: WorkMemory<UInt8>

    init(count: Int, width: Int) {
        self.count = count
        self.width = width
        keys = WorkMemory(count * width, filledWith: .infinity)
        ids = WorkMemory(count * width, filledWith: -1)
        fresh = WorkMemory(count * width, filledWith: 1)
    }

    /// Fills the lists of rows whose neighbours are known; they are not looked at again but for what is new.
    func take(
        _ known: KnownNeighbors, _ space: SearchSpace, _ cells: Cells, _ quantized: QuantizedRows,
        threads: Int
    ) {
        let columns = space.columns
        let positions = WorkMemory<Int32>(count)
        for (position, row) in cells.order.enumerated() { positions[Int(row)] = Int32(position) }
        space.withAddresses { values, _ in
            parallelBlocks(count, size: 1_024, threads: threads) { _, some in
                for position in some {
                    let row = Int(cells.order[position])
                    guard known.isKnown[row] else { continue }
                    for rank in 0..<min(known.k, width) {
                        let other = Int(known.indices[row * known.k + rank])
                        let squared = tessera_squared_distance(
                            values.address(row * columns), values.address(other * columns), Int64(columns))
                        let key = squared - quantized.norms[position]
                        var place = position * width + rank
                        while place > position * width, keys[place - 1] > key {
                            keys[place] = keys[place - 1]
                            ids[place] = ids[place - 1]
                            place -= 1
                        }
                        keys[place] = key
                        ids[place] = positions[other]
                    }
                    for rank in 0..<width { fresh[position * width + rank] = 0 }
                }
            }
        }
    }
}
