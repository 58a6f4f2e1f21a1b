public import Neighbors
public import Matrices

/// Uniform Manifold Approximation and Projection: a layout in which near stays near.
///
/// The same bytes for the same matrix, options and seed, whatever the number of threads: everything up to the
/// optimisation is split in fixed blocks, and the optimisation in tasks that have no point in common.
///
/// - SeeAlso: McInnes, Healy, Melville 2018, "UMAP: Uniform Manifold Approximation and Projection for Dimension
///   Reduction", arXiv:1802.03426; where the paper leaves it open, as umap-learn 0.5 does it.
public struct UMAP: Sendable {
    /// What `fit` does, one after the other.
    public enum Phase: String, Sendable, CaseIterable {
        case neighbors, graph, start, descent
    }

    public let options: UMAPOptions

    public init(_ options: UMAPOptions = UMAPOptions()) {
        self.options = options
    }

    /// Lays out the rows of `matrix`.
    ///
    /// - Parameters:
    ///   - matrix: N × D, finite; let go of, like the neighbours, once it is no longer needed, if nobody else keeps it.
    ///   - neighbors: the nearest neighbours of its rows where they are known, in the metric of the options; the
    ///     first `nNeighbors - 1` of each row are used. Computed exactly where nil.
    ///   - labels: a class for each row, below 0 where it is not known; then rows of one class are drawn together, as
    ///     far as `targetWeight` says.
    ///   - progress: gets the share that is done, 0 ... 1; throwing cancels.
    ///   - settling: is shown the layout while it is optimised, some thirty times a second; it may keep what it is
    ///     given, and look at it after a cancelled `fit` too.
    ///   - entering: is told each phase as it begins; that of the neighbours only where they are not given.
    /// - Returns: N × `components`.
    /// - Throws: `ProjectionError`, and what `progress` throws.
    public func fit(
        _ matrix: consuming Matrix, neighbors: consuming NeighborGraph? = nil, labels: [Int32]? = nil, threads: Int,
        progress: (Double) throws -> Void = { _ in }, settling: (SettlingLayout) -> Void = { _ in },
        entering: (Phase) -> Void = { _ in }
    ) throws -> Matrix {
        try options.validate()
        let count = matrix.rows
        guard count <= Int(Int32.max) else { throw ProjectionError.tooManyRows(count) }
        if let row = matrix.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        guard count > 1 else { return Matrix(rows: count, columns: options.components) }
        let near: NeighborGraph
        if let known = consume neighbors {
            near = known
        } else {
            entering(.neighbors)
            near = try NeighborSearch.graph(
                of: matrix, k: options.nNeighbors - 1, metric: options.metric, seed: options.seed, threads: threads
            ) { try progress(0.3 * $0) }
        }
        guard near.count == count else {
            throw ProjectionError.otherNeighbors(rows: count, neighbors: near.count)
        }
        guard near.metric == options.metric else {
            throw ProjectionError.otherMetric(wanted: options.metric, found: near.metric)
        }
        if let labels, labels.count != count {
            throw ProjectionError.otherLabels(rows: count, labels: labels.count)
        }
        try progress(0.3)
        entering(.graph)
        let epochs = options.epochs(for: count)
        var graph = FuzzyGraph.build(consume near, options: options, threads: threads)
        if let labels {
            graph = SupervisedGraph.build(graph, labels: labels, targetWeight: options.targetWeight, threads: threads)
        }
        graph = graph.pruned(epochs: epochs > 10 ? epochs : UMAPOptions(nEpochs: nil).epochs(for: count))
        try progress(0.35)
        entering(.start)
        let members = ConnectedComponents(graph).members
        let parts: (members: [[Int]], places: ComponentPlaces)?
        if members.count == 1 {
            parts = nil
            _ = consume matrix
        } else {
            parts = (members, ComponentPlaces(members, consume matrix, dimensions: options.components))
        }
        let start = try InitialLayout(options: options, threads: threads).make(graph, parts) {
            try progress(0.35 + 0.15 * $0)
        }
        try progress(0.5)
        entering(.descent)
        return try LayoutOptimizer(options: options, epochs: epochs, threads: threads)
            .run(start, graph, progress: { try progress(0.5 + 0.5 * $0) }, settling: settling)
    }

    /// Places other rows in a layout, whose points stay where they are.
    ///
    /// - Parameters:
    ///   - rows: M × D, finite.
    ///   - index: the rows that the layout is of, N × D, in the metric of the options.
    ///   - layout: N × `components`, finite: what `fit` returned, with whatever was placed since.
    ///   - progress: gets the share that is done, 0 ... 1; throwing cancels.
    /// - Returns: M × `components`.
    /// - Throws: `ProjectionError`, `NeighborsError`, and what `progress` throws.
    /// - SeeAlso: umap-learn's `UMAP.transform`, whose schedule this is: 100 epochs up to 10,000 rows and 30 beyond, at
    ///   a quarter of the learning rate.
    public func transform(
        _ rows: Matrix, among index: NeighborIndex, in layout: Matrix, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> Matrix {
        try options.validate()
        guard index.count == layout.rows, layout.columns == options.components, index.count > 0 else {
            throw ProjectionError.otherLayout(rows: index.count, layout: layout.rows)
        }
        guard index.metric == options.metric else {
            throw ProjectionError.otherMetric(wanted: options.metric, found: index.metric)
        }
        if let row = rows.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        if let row = layout.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        guard rows.rows > 0 else { return Matrix(rows: 0, columns: options.components) }
        let near = try index.neighbors(of: rows, k: options.nNeighbors, threads: threads) { try progress(0.7 * $0) }
        let placed = PlacedPoints(near, localConnectivity: options.localConnectivity, threads: threads)
        var gentle = options
        gentle.learningRate /= 4
        let epochs = options.placingEpochs(for: rows.rows)
        return try LayoutOptimizer(options: gentle, epochs: epochs, threads: threads)
            .place(placed.start(in: layout), among: layout, placed.graph.pruned(epochs: max(1, epochs))) {
                try progress(0.7 + 0.3 * $0)
            }
    }
}
