import CKernels
public import Matrices

/// Rows in which the nearest to other rows are looked up, and which can grow.
///
/// A small index compares a query with all of its rows. A large one begins in the cells whose means are nearest to the
/// query and walks from there along links between neighbours, nearest first, as long as it finds nearer rows.
///
/// - SeeAlso: Malkov, Yashunin 2018, "Efficient and robust approximate nearest neighbor search using hierarchical
///   navigable small world graphs", for the walk; the cells take the place of the upper layers.
public struct NeighborIndex: Sendable {
    public let metric: Metric
    /// The numbers of a row.
    public let columns: Int
    private var prepared: PreparedRows
    private var walk: IndexWalk?
    private let seed: UInt64
    private let isExact: Bool

    /// Rows of the index; the next one that is added gets this number.
    public var count: Int { prepared.matrix.rows }

    /// - Parameters:
    ///   - matrix: N × D, finite; N may be 0.
    ///   - method: `automatic` compares a query with all rows where they are few.
    ///   - seed: decides the partition of a large index.
    ///   - progress: gets the share that is done, 0 ... 1, from the calling thread; throwing cancels.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public init(
        _ matrix: Matrix, metric: Metric = .euclidean, method: SearchMethod = .automatic,
        seed: UInt64 = 42,
        threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws {
        if let row = matrix.firstRowNotFinite(threads: threads) {
            throw NeighborsError.notFinite(row: row)
        }
        self.metric = metric
        self.seed = seed
        columns = matrix.columns
        isExact = method == .exact
        prepared = PreparedRows(matrix, metric: metric, placeForZeros: true, threads: threads)
        let isLarge =
            method == .approximate ? count >= ApproximateNeighbors.leastRows : count >= Self.large
        if isLarge, !isExact {
            walk = try IndexWalk(prepared, seed: seed, threads: threads, progress: progress)
        }
    }

    /// From so many rows on an index walks.
    private static let large = 4_096

    /// The nearest rows of the index to each query. A query that equals a row of the index gets it, at distance 0.
    ///
    /// - Parameters:
    ///   - queries: M × D, finite.
    ///   - k: neighbours a query; at most `count` are given.
    ///   - threads: does not change the result.
    /// - Throws: `NeighborsError.notFinite`, `otherColumns`, and what `progress` throws.
    public func neighbors(
        of queries: Matrix, k: Int, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> QueryNeighbors {
        try neighbors(
            ofPrepared: prepare(queries, threads).matrix, k: k, threads: threads, progress: progress)
    }

    private func neighbors(
        ofPrepared queries: Matrix, k: Int, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> QueryNeighbors {
        let k = max(0, min(k, count))
        var indices = [Int32](repeating: 0, count: queries.rows * k)
        var distances = [Float](repeating: 0, count: queries.rows * k)
        let round = 256 * max(1, threads)
        for start in stride(from: 0, to: k > 0 ? queries.rows : 0, by: round) {
            try progress(Double(start) / Double(queries.rows))
            indices.withUnsafeMutableBufferPointer { indices in
                distances.withUnsafeMutableBufferPointer { distances in
                    prepared.matrix.values.withUnsafeBufferPointer { rows in
                        queries.values.withUnsafeBufferPointer { values in
                            let (indices, distances) = (SharedBuffer(indices), SharedBuffer(distances))
                            let (rows, values) = (SharedConstants(rows), SharedConstants(values))
                            parallelBlocks(min(round, queries.rows - start), size: 16, threads: threads) {
                                IndexWalk.Room(rows: count, k: k)
                            } _: { room, some in
                                for query in start + some.lowerBound..<start + some.upperBound {
                                    search(values.address(query * queries.columns), rows, k, &room)
                                    for rank in 0..<k {
                                        indices[query * k + rank] = room.list[rank].row
                                        distances[query * k + rank] = metric.distance(
                                            fromSquared: room.list[rank].place)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        try progress(1)
        return QueryNeighbors(
            count: queries.rows, k: k, metric: metric, indices: indices, distances: distances)
    }

    private func search(
        _ query: UnsafePointer<Float>?, _ rows: SharedConstants<Float>, _ k: Int,
        _ room: inout IndexWalk.Room
    ) {
        let columns = Int64(prepared.matrix.columns)
        if let walk, walk.search(query, rows, columns, &room) >= k { return }
        _ = tessera_keep_nearest(
            rows.address(0), columns, query, nil, Int64(count), -1, room.list.start, 0, Int32(k))
    }

    /// Adds rows; the first gets the number `count`. What was there keeps its number.
    ///
    /// - Throws: `NeighborsError.notFinite`, `otherColumns`; nothing was added then.
    public mutating func add(_ rows: Matrix, threads: Int) throws {
        let new = try prepare(rows, threads)
        let before = count
        // Half as many again have come: the partition is made anew.
        let isOutgrown = walk.map { $0.built * 3 < (before + new.matrix.rows) * 2 } ?? true
        var found: QueryNeighbors?
        if walk != nil, !isOutgrown {
            found = try neighbors(ofPrepared: new.matrix, k: IndexWalk.forward, threads: threads)
        }
        prepared.append(new)
        if let found {
            let among = try ExactNeighbors.search(new, k: IndexWalk.forward, threads: threads) { _ in }
            walk?.add(new.matrix, at: before, near: found, among: among)
        } else if count >= Self.large, !isExact {
            walk = try IndexWalk(prepared, seed: seed, threads: threads)
        }
    }

    private func prepare(_ matrix: Matrix, _ threads: Int) throws -> PreparedRows {
        guard matrix.columns == columns else {
            throw NeighborsError.otherColumns(expected: columns, found: matrix.columns)
        }
        if let row = matrix.firstRowNotFinite(threads: threads) {
            throw NeighborsError.notFinite(row: row)
        }
        return PreparedRows(matrix, metric: metric, placeForZeros: true, threads: threads)
    }
}
