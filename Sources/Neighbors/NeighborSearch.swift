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
        try ExactNeighbors.search(matrix, k: k, metric: metric, threads: threads, progress: progress)
    }
}
