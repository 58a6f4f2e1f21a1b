import CKernels
import Matrices

/// The links and the cells of a large index.
struct IndexWalk: Sendable {
    /// Rows at the time of the partition.
    let built: Int
    /// `room` a row, -1 after the last.
    private var links: [Int32]
    /// The rows of each cell.
    private var members: [[Int32]]
    /// The mean of each cell, among prepared rows.
    private let means: Matrix

    /// Links to the nearest rows, and links back from rows to which this one is near.
    static let forward = 15
    private static let back = 10
    private static let room = forward + back
    /// Cells in which a walk begins.
    private static let probes = 4

    /// Room for one thread's queries.
    struct Room {
        let seen: WorkMemory<Int32>
        let list: WorkMemory<tessera_place>
        let open: WorkMemory<UInt8>
        /// Rows that are kept on the way: more than are asked for, so that a walk does not end in a dead end.
        let width: Int
        var stamp: Int32 = 0

        init(rows: Int, k: Int) {
            width = max(40, k + k / 2)
            seen = WorkMemory(rows, filledWith: 0)
            list = WorkMemory(max(width, k))
            open = WorkMemory(width)
        }
    }

    init(
        _ prepared: PreparedRows, seed: UInt64, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws {
        built = prepared.matrix.rows
        let found = try ApproximateNeighbors.search(
            prepared, k: min(Self.forward, built - 1), seed: seed, threads: threads
        ) { try progress(0.9 * $0) }
        let space = SearchSpace(prepared.matrix, seed: seed, threads: threads)
        let cells = try Cells(space, size: 128, seed: seed, threads: threads) {
            try progress(0.9 + 0.1 * $0)
        }
        members = (0..<cells.count).map { Array(cells.order[cells.starts[$0]..<cells.starts[$0 + 1]]) }
        means = Self.means(of: members, prepared.matrix)
        links = Self.links(of: found.graph)
    }

    /// Fills the list of the room with the nearest rows to a query; returns how many there are.
    func search(
        _ query: UnsafePointer<Float>?, _ rows: SharedConstants<Float>, _ columns: Int64,
        _ room: inout Room
    ) -> Int {
        var near = [tessera_place](repeating: tessera_place(), count: Self.probes)
        let probes = tessera_keep_nearest(
            means.values, columns, query, nil, Int64(means.rows), -1, &near, 0, Int32(Self.probes))
        var size: Int32 = 0
        for cell in near[..<Int(probes)] {
            let own = members[Int(cell.row)]
            size = tessera_keep_nearest(
                rows.address(0), columns, query, own, Int64(own.count), -1, room.list.start, size,
                Int32(room.width))
        }
        room.stamp += 1
        return links.withUnsafeBufferPointer { links in
            var view = tessera_links(
                values: rows.address(0), columns: columns, room: Int32(Self.room), links: links.baseAddress)
            return Int(
                tessera_walk_links(
                    &view, query, room.stamp, room.seen.start, room.list.start, room.open.start, size,
                    Int32(room.width)))
        }
    }

    /// Links rows that were added.
    ///
    /// - Parameters:
    ///   - first: the number of the first.
    ///   - near: their neighbours among the rows before.
    ///   - among: their neighbours among each other.
    mutating func add(_ rows: Matrix, at first: Int, near: QueryNeighbors, among: NeighborGraph) {
        links += [Int32](repeating: -1, count: rows.rows * Self.room)
        for row in 0..<rows.rows {
            var both = zip(near.distances(of: row), near.neighbors(of: row)).map { ($0, $1) }
            both += zip(among.distances(of: row), among.neighbors(of: row)).map {
                ($0, $1 + Int32(first))
            }
            both.sort(by: <)
            for (rank, neighbor) in both.prefix(Self.forward).enumerated() {
                links[(first + row) * Self.room + rank] = neighbor.1
            }
            for neighbor in both.prefix(Self.forward) {
                linkBack(from: Int(neighbor.1), to: Int32(first + row))
            }
            members[nearestCell(rows, row)].append(Int32(first + row))
        }
    }

    private mutating func linkBack(from row: Int, to other: Int32) {
        let own = row * Self.room..<(row + 1) * Self.room
        guard !links[own].contains(other), let free = links[own].firstIndex(of: -1) else { return }
        links[free] = other
    }

    private func nearestCell(_ rows: Matrix, _ row: Int) -> Int {
        var near = [tessera_place()]
        rows.values.withUnsafeBufferPointer { values in
            let query = SharedConstants(values).address(row * rows.columns)
            _ = tessera_keep_nearest(
                means.values, Int64(rows.columns), query, nil, Int64(means.rows), -1, &near, 0, 1)
        }
        return Int(near[0].row)
    }

    private static func means(of members: [[Int32]], _ matrix: Matrix) -> Matrix {
        var means = Matrix(rows: members.count, columns: matrix.columns)
        for (cell, rows) in members.enumerated() {
            var sum = [Float](repeating: 0, count: matrix.columns)
            for row in rows {
                for (column, value) in matrix.row(Int(row)).enumerated() { sum[column] += value }
            }
            for column in 0..<matrix.columns {
                means[cell, column] = sum[column] / Float(max(1, rows.count))
            }
        }
        return means
    }

    private static func links(of graph: NeighborGraph) -> [Int32] {
        var links = [Int32](repeating: -1, count: graph.count * room)
        var sizes = [Int](repeating: graph.k, count: graph.count)
        for row in 0..<graph.count {
            for (rank, other) in graph.neighbors(of: row).enumerated() {
                links[row * room + rank] = other
            }
        }
        for row in 0..<graph.count {
            for other in graph.neighbors(of: row) {
                let (other, row32) = (Int(other), Int32(row))
                guard sizes[other] < room, !graph.neighbors(of: other).contains(row32) else { continue }
                links[other * room + sizes[other]] = row32
                sizes[other] += 1
            }
        }
        return links
    }
}
