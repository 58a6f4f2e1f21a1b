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
}
