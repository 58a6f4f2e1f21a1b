public import Matrices

extension NeighborSearch {
    /// The neighbours of all rows, where those of most are known: in time that grows with the number of the others.
    ///
    /// Where the graph that is built on was exact, and so is this search, the result is that of a whole search.
    ///
    /// - Parameters: as for ``graph(of:k:metric:method:seed:threads:progress:)``; k and the metric are those of `known`.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public static func graph(
        of matrix: Matrix, building known: KnownNeighbors, method: SearchMethod = .automatic,
        seed: UInt64 = 42,
        threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> SearchResult {
        precondition(known.count == matrix.rows, "what is known is of the same rows")
        let unknown = known.unknown
        // Where much is new, or the lists would be longer now, there is little to build on.
        guard known.k > 0, unknown.count * 3 < matrix.rows else {
            return try search(
                matrix, k: known.k, metric: known.metric, method: method, seed: seed, threads: threads,
                progress: progress)
        }
        if let row = matrix.firstRowNotFinite(threads: threads) {
            throw NeighborsError.notFinite(row: row)
        }
        let prepared = PreparedRows(matrix, metric: known.metric, threads: threads)
        let isExact =
            method == .exact
            || method == .automatic
                && SearchCost.extendingExactly(
                    rows: matrix.rows, unknown: unknown.count, columns: matrix.columns)
                    <= SearchCost.approximate(rows: matrix.rows, columns: matrix.columns, k: known.k) / 2
        if isExact {
            let graph = try KnownExtension(prepared: prepared, known: known, unknown: unknown)
                .graph(threads: threads, progress: progress)
            return SearchResult(graph: graph, method: .exact, recall: 1)
        }
        return try ApproximateNeighbors.search(
            prepared, k: known.k, building: known, seed: seed, threads: threads, progress: progress)
    }
}
