import Matrices

/// Most of the k nearest neighbours of every row, in time that hardly grows faster than the number of rows.
///
/// Rows are split in cells; each is compared with its own cell and the few nearest others; then the neighbours of
/// neighbours are looked at until hardly anything changes; what is kept is ranked by true distances. At the end the
/// neighbours of some rows are computed exactly, and where too few of them were found, all is done again with twice
/// the effort, and at last exactly: data that has no structure to use costs time, not neighbours.
enum ApproximateNeighbors {
    /// The share of the neighbours of the checked rows that has to be found.
    static let leastRecall = 0.98
    /// Rows below which the lists would be most of the rows.
    static let leastRows = 1_024
    private static let mostEffort = 2
    /// About how many rows a row is compared with before the neighbours of neighbours are looked at.
    static let compared = 600

    static func search(
        _ prepared: PreparedRows, k: Int, building known: KnownNeighbors? = nil, seed: UInt64,
        threads: Int,
        progress: (Double) throws -> Void
    ) throws -> SearchResult {
        let space = SearchSpace(prepared.matrix, seed: seed, threads: threads)
        let sample = RecallSample(
            prepared, centre: prepared.matrix.columnMeans(threads: threads), k: k, seed: seed,
            threads: threads)
        for effort in 0..<mostEffort {
            let settings = ApproximateSettings(
                rows: prepared.matrix.rows, k: k, reduced: space.isReduced, effort: effort)
            guard settings.cellSize * 4 < prepared.matrix.rows else { break }
            let graph = try attempt(
                prepared, space, settings, k: k, building: effort == 0 ? known : nil, seed: seed,
                threads: threads,
                progress: progress)
            let recall = sample.recall(of: graph)
            if recall >= leastRecall {
                return SearchResult(graph: graph, method: .approximate, recall: recall)
            }
        }
        let graph = try ExactNeighbors.search(prepared, k: k, threads: threads, progress: progress)
        return SearchResult(graph: graph, method: .exact, recall: 1)
    }

    private static func attempt(
        _ prepared: PreparedRows, _ space: SearchSpace, _ settings: ApproximateSettings, k: Int,
        building known: KnownNeighbors?, seed: UInt64, threads: Int, progress: (Double) throws -> Void
    ) throws -> NeighborGraph {
        let cells = try Cells(space, size: settings.cellSize, seed: seed, threads: threads) {
            try progress(0.1 * $0)
        }
        let lists = NeighborLists(count: space.rows, width: settings.width)
        let quantized = QuantizedRows(rows: space.rows, columns: space.columns)
        let means = CellMeans(space, cells, near: settings.nearCells, threads: threads)
        try CellScan(
            space: space, cells: cells, means: means, probes: settings.probes, isKnown: known?.isKnown
        )
        .fill(lists, quantized, threads: threads) { try progress(0.1 + 0.3 * $0) }
        if let known { lists.take(known, space, cells, quantized, threads: threads) }
        try NeighborDescent(lists: lists, rows: quantized, settings: settings).run(threads: threads) {
            try progress(0.4 + 0.5 * $0)
        }
        try progress(0.9)
        return FineRanking(prepared: prepared, cells: cells).graph(lists, k: k, threads: threads)
    }
}
