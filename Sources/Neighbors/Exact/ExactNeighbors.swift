import CKernels
public import Matrices

/// The exact k nearest neighbours of every row, by comparing all rows with all.
///
/// Two steps. A coarse one takes squared distances as |x|² + |y|² - 2xy, whose products are matrix products in
/// blocks, and keeps the best `k + slack` of each row while the block is in the cache. A fine one computes the
/// distances of those by differences, free of cancellation: equal rows are at exactly 0. Where the error bound of
/// the coarse step leaves a doubt that somebody was missed, that row is compared with all others by differences.
///
/// Ties are broken by row number. The result is the same for every number of threads. Cost: N² · D multiplications
/// and N · (k + slack) candidates of memory.
public struct ExactNeighbors {
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - k: neighbours a row, the row itself not counted; at most N - 1 are given.
    ///   - progress: gets the share that is done, 0 ... 1, from the calling thread; throwing cancels.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public static func search(
        _ matrix: Matrix, k: Int, metric: Metric = .euclidean, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> NeighborGraph {
        if let row = matrix.firstRowNotFinite(threads: threads) { throw NeighborsError.notFinite(row: row) }
        return try search(PreparedRows(matrix, metric: metric), k: k, threads: threads, progress: progress)
    }

    static func search(
        _ prepared: PreparedRows, k: Int, threads: Int, progress: (Double) throws -> Void
    ) throws -> NeighborGraph {
        let (matrix, metric) = (prepared.matrix, prepared.metric)
        let k = max(0, min(k, matrix.rows - 1))
        guard k > 0 else { return NeighborGraph(count: matrix.rows, k: 0, metric: metric, indices: [], distances: []) }
        let coarse = CoarseSearch(prepared.matrix)
        let candidates = try coarse.candidates(min(k + slack, matrix.rows - 1), threads: threads) {
            try progress(0.95 * $0)
        }
        let graph = FineSearch(prepared, coarse).refine(candidates, k: k, threads: threads)
        try progress(1)
        return graph
    }

    /// How many more than k candidates the coarse step keeps; wide enough that its rounding hardly ever matters.
    private static let slack = 16
}
