public import Neighbors
public import Matrices

/// A 1-D order of the rows in which look-alikes are next to each other.
public enum SimilarityOrder {
    /// - Returns: row numbers in their order, each exactly once.
    public static func order(
        of matrix: Matrix, neighbors: NeighborGraph, seed: UInt64, threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [Int32] {
        (0..<Int32(matrix.rows)).map { $0 }
    }
}
