public import Matrices
public import Neighbors

/// A 1-D order of the rows in which look-alikes are next to each other: the shortest walk through all of them that we
/// find.
///
/// Sorting by one coordinate of a projection puts what is near on that coordinate side by side, however far it is on all
/// others. A short walk has no such blind direction. It begins with the shortest neighbour edges that make paths
/// (greedy), joins the paths at their ends, and is then shortened by exchanging edges among neighbours until no
/// exchange helps (2-opt and Or-opt), and shaken. The closed walk is cut where its step is longest.
///
/// Deterministic; in one thread but for the joining. Cost: about N · k comparisons of rows and the exchanges, which in
/// practice grow a little faster than N.
///
/// - SeeAlso: Bentley 1992, "Fast algorithms for geometric traveling salesman problems".
public enum SimilarityOrder {
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - neighbors: the nearest neighbours of its rows; ten or so a row are enough. Their metric is the one in which
    ///     the walk is short.
    ///   - seed: of the shaking, and of the projection that finds candidates for joining in many dimensions.
    ///   - progress: gets the share that is done, 0 ... 1; throwing cancels.
    /// - Returns: row numbers in their order, each exactly once.
    /// - Throws: `ProjectionError`, and what `progress` throws.
    public static func order(
        of matrix: Matrix, neighbors: NeighborGraph, seed: UInt64 = 42, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [Int32] {
        guard matrix.rows <= Int(Int32.max) else { throw ProjectionError.tooManyRows(matrix.rows) }
        guard neighbors.count == matrix.rows else {
            throw ProjectionError.otherNeighbors(rows: matrix.rows, neighbors: neighbors.count)
        }
        if let row = matrix.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        guard matrix.rows > 3 else { return Array(0..<Int32(matrix.rows)) }
        try progress(0)
        let space = WalkSpace(matrix, neighbors, most: mostCandidates)
        var paths = GreedyPaths(count: matrix.rows)
        paths.link(space.candidateEdges())
        try progress(0.1)
        try PathJoiner(space: space, seed: seed, threads: threads).join(&paths)
        try progress(0.2)
        var walk = WalkImprover(paths.walk(), space)
        try walk.improve(seed: seed) { try progress(0.2 + 0.8 * $0) }
        return walk.cutAtLongestStep()
    }

    private static let mostCandidates = 10
}
