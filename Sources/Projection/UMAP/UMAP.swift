public import Neighbors
public import Matrices

/// Uniform Manifold Approximation and Projection: a layout in which near stays near.
///
/// The same bytes for the same matrix, options and seed, whatever the number of threads: everything up to the
/// optimisation is split in fixed blocks, and the optimisation itself goes edge by edge.
///
/// - SeeAlso: McInnes, Healy, Melville 2018, "UMAP: Uniform Manifold Approximation and Projection for Dimension
///   Reduction", arXiv:1802.03426; where the paper leaves it open, as umap-learn 0.5 does it.
public struct UMAP: Sendable {
    public let options: UMAPOptions

    public init(_ options: UMAPOptions = UMAPOptions()) {
        self.options = options
    }

    /// Lays out the rows of `matrix`.
    ///
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - neighbors: the nearest neighbours of its rows where they are known, in the metric of the options; the
    ///     first `nNeighbors - 1` of each row are used. Computed exactly where nil.
    ///   - progress: gets the share that is done, 0 ... 1; throwing cancels.
    /// - Returns: N × `components`.
    /// - Throws: `ProjectionError`, and what `progress` throws.
    public func fit(
        _ matrix: Matrix, neighbors: NeighborGraph? = nil, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> Matrix {
        try options.validate()
        guard matrix.rows <= Int(Int32.max) else { throw ProjectionError.tooManyRows(matrix.rows) }
        if let row = matrix.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        guard matrix.rows > 1 else { return Matrix(rows: matrix.rows, columns: options.components) }
        let near =
            try neighbors
            ?? ExactNeighbors.search(
                matrix, k: options.nNeighbors - 1, metric: options.metric, threads: threads
            ) { try progress(0.3 * $0) }
        guard near.count == matrix.rows else {
            throw ProjectionError.otherNeighbors(rows: matrix.rows, neighbors: near.count)
        }
        guard near.metric == options.metric else {
            throw ProjectionError.otherMetric(wanted: options.metric, found: near.metric)
        }
        try progress(0.3)
        let epochs = options.epochs(for: matrix.rows)
        let graph = FuzzyGraph.build(near, options: options, threads: threads)
            .pruned(epochs: epochs > 10 ? epochs : UMAPOptions(nEpochs: nil).epochs(for: matrix.rows))
        try progress(0.35)
        let start = try InitialLayout(options: options, threads: threads).make(graph, matrix) {
            try progress(0.35 + 0.15 * $0)
        }
        try progress(0.5)
        return try LayoutOptimizer(options: options, epochs: epochs).run(start, graph) { try progress(0.5 + 0.5 * $0) }
    }
}
