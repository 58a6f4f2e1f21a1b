import CKernels
import Matrices

/// A partition of the rows into cells of nearly equal size whose rows lie close together.
///
/// Halves are split in halves along the axis between two means until they are small enough. As they are halves by
/// count, no data can make a cell large: not equal rows, not one far away.
struct Cells: Sendable {
    /// The row at each position; the rows of a cell are next to each other.
    let order: [Int32]
    /// Where each cell begins, and the end.
    let starts: [Int]

    var count: Int { starts.count - 1 }
    var largest: Int { (0..<count).map { starts[$0 + 1] - starts[$0] }.max() ?? 0 }

    /// Rows that decide on an axis.
    private static let sample = 256

    init(
        _ space: SearchSpace, size: Int, seed: UInt64, threads: Int, progress: (Double) throws -> Void
    ) rethrows {
        let rows = space.rows
        var levels = 0
        while rows >> levels > size { levels += 1 }
        var order = (0..<Int32(rows)).map { $0 }
        let places = WorkMemory<tessera_place>(rows)
        let random = CounterRandom(key: seed)
        for level in 0..<levels {
            try progress(Double(level) / Double(levels))
            let nodes = 1 << level
            order.withUnsafeMutableBufferPointer { order in
                let order = SharedBuffer(order)
                // The first nodes are large and few: their threads share the rows of one node.
                let inner = nodes < threads ? threads : 1
                parallelBlocks(nodes, size: 1, threads: inner > 1 ? 1 : threads) { node, _ in
                    Self.split(
                        space, rows * node / nodes..<rows * (node + 1) / nodes, at: rows * (2 * node + 1) / (2 * nodes),
                        key: random[UInt64(nodes + node)], order, places, threads: inner)
                }
            }
        }
        self.order = order
        starts = (0...1 << levels).map { rows * $0 / (1 << levels) }
    }

    private static func split(
        _ space: SearchSpace, _ range: Range<Int>, at middle: Int, key: UInt64, _ order: SharedBuffer<Int32>,
        _ places: WorkMemory<tessera_place>, threads: Int
    ) {
        let columns = space.columns
        let axis = WorkMemory<Float>(columns)
        let scratch = WorkMemory<Float>(5 * columns)
        let own = order.address(range.lowerBound)
        space.withAddresses { values, centre in
            tessera_split_axis(
                values.address(0), Int64(columns), own, Int64(range.count), Int64(sample), key, scratch.start,
                axis.start)
            parallelBlocks(range.count, size: threads > 1 ? 4_096 : range.count, threads: threads) { _, some in
                tessera_places_along(
                    values.address(0), Int64(columns), centre.address(0), axis.start,
                    order.address(range.lowerBound + some.lowerBound), Int64(some.count),
                    places.start + range.lowerBound + some.lowerBound)
            }
        }
        tessera_halve(places.start + range.lowerBound, Int64(range.count), Int64(middle - range.lowerBound))
        for position in range { order[position] = places[position].row }
    }
}
