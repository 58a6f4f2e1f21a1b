public import Matrices

/// The k nearest neighbours of every row of a matrix: the one entry that the rest of Tessera uses.
public enum NeighborSearch {
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - k: neighbours a row, the row itself not counted; at most N - 1 are given.
    ///   - seed: decides the partition of the approximate search; the exact one needs none.
    ///   - threads: does not change the result.
    ///   - progress: gets the share that is done, 0 ... 1, from the calling thread; throwing cancels.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public static func graph(
        of matrix: Matrix, k: Int = 15, metric: Metric = .euclidean, method: SearchMethod = .automatic,
        seed: UInt64 = 42, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> NeighborGraph {
        try search(
            matrix, k: k, metric: metric, method: method, seed: seed, threads: threads, progress: progress
        ).graph
    }

    /// The same, and how it was found.
    public static func search(
        _ matrix: Matrix, k: Int = 15, metric: Metric = .euclidean, method: SearchMethod = .automatic,
        seed: UInt64 = 42, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> SearchResult {
        if let row = matrix.firstRowNotFinite(threads: threads) {
            throw NeighborsError.notFinite(row: row)
        }
        let prepared = PreparedRows(matrix, metric: metric, threads: threads)
        let k = max(0, min(k, matrix.rows - 1))
        if k == 0 || method == .exact
            || method == .automatic
                && SearchCost.prefersExact(rows: matrix.rows, columns: matrix.columns, k: k)
        {
            let graph = try ExactNeighbors.search(prepared, k: k, threads: threads, progress: progress)
            return SearchResult(graph: graph, method: .exact, recall: 1)
        }
        return try ApproximateNeighbors.search(
            prepared, k: k, seed: seed, threads: threads, progress: progress)
    }

    /// Whether `automatic` compares all rows of such a matrix with all.
    public static func comparesAll(rows: Int, columns: Int, k: Int) -> Bool {
        SearchCost.prefersExact(rows: rows, columns: columns, k: k)
    }
}
