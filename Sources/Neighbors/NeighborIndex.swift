import CKernels
public import Matrices

/// Rows in which the nearest to other rows are looked up, and which can grow.
public struct NeighborIndex: Sendable {
    public let metric: Metric
    /// The numbers of a row.
    public let columns: Int
    private var prepared: Matrix

    /// Rows of the index; the next one that is added gets this number.
    public var count: Int { prepared.rows }

    /// - Parameters:
    ///   - matrix: N × D, finite; N may be 0.
    ///   - seed: decides the partition of the approximate search.
    ///   - progress: gets the share that is done, 0 ... 1, from the calling thread; throwing cancels.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public init(
        _ matrix: Matrix, metric: Metric = .euclidean, method: SearchMethod = .automatic, seed: UInt64 = 42,
        threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws {
        if let row = matrix.firstRowNotFinite() { throw NeighborsError.notFinite(row: row) }
        self.metric = metric
        columns = matrix.columns
        prepared = PreparedRows(matrix, metric: metric, placeForZeros: true).matrix
    }

    /// The nearest rows of the index to each query. A query that equals a row of the index gets it, at distance 0.
    ///
    /// - Parameters:
    ///   - queries: M × D, finite.
    ///   - k: neighbours a query; at most `count` are given.
    /// - Throws: `NeighborsError.notFinite`, `otherColumns`, and what `progress` throws.
    public func neighbors(
        of queries: Matrix, k: Int, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> QueryNeighbors {
        let queries = try prepare(queries)
        let k = max(0, min(k, count))
        var indices = [Int32](repeating: 0, count: queries.rows * k)
        var distances = [Float](repeating: 0, count: queries.rows * k)
        let width = prepared.columns
        let round = 256 * max(1, threads)
        for start in stride(from: 0, to: k > 0 ? queries.rows : 0, by: round) {
            try progress(Double(start) / Double(queries.rows))
            indices.withUnsafeMutableBufferPointer { indices in
                distances.withUnsafeMutableBufferPointer { distances in
                    let indices = SharedBuffer(indices)
                    let distances = SharedBuffer(distances)
                    parallelRanges(min(round, queries.rows - start), threads: threads) { some in
                        prepared.values.withUnsafeBufferPointer { rows in
                            queries.values.withUnsafeBufferPointer { values in
                                let rows = SharedConstants(rows)
                                let values = SharedConstants(values)
                                for query in some.lowerBound + start..<some.upperBound + start {
                                    let own = values.address(query * width)
                                    let all = (0..<count).map { row in
                                        (
                                            squared: tessera_squared_distance(
                                                own, rows.address(row * width), Int64(width)), row: Int32(row)
                                        )
                                    }
                                    for (rank, near) in all.sorted(by: <).prefix(k).enumerated() {
                                        indices[query * k + rank] = near.row
                                        distances[query * k + rank] = metric.distance(fromSquared: near.squared)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        try progress(1)
        return QueryNeighbors(count: queries.rows, k: k, metric: metric, indices: indices, distances: distances)
    }

    /// Adds rows; the first gets the number `count`. What was there keeps its number.
    ///
    /// - Throws: `NeighborsError.notFinite`, `otherColumns`; nothing was added then.
    public mutating func add(_ rows: Matrix, threads: Int) throws {
        let rows = try prepare(rows)
        prepared = Matrix(
            rows: prepared.rows + rows.rows, columns: prepared.columns, values: prepared.values + rows.values)
    }

    private func prepare(_ matrix: Matrix) throws -> Matrix {
        guard matrix.columns == columns else {
            throw NeighborsError.otherColumns(expected: columns, found: matrix.columns)
        }
        if let row = matrix.firstRowNotFinite() { throw NeighborsError.notFinite(row: row) }
        return PreparedRows(matrix, metric: metric, placeForZeros: true).matrix
    }
}
