import Neighbors
public import Matrices

/// The share of every point's `k` nearest in `high` that are among its `k` nearest in `low`, on average: 0 ... 1.
///
/// - Throws: `NeighborsError.notFinite`.
/// - SeeAlso: Lee and Verleysen 2009, the quality Q_NX(k).
public func keptNeighbors(_ high: Matrix, _ low: Matrix, k: Int, threads: Int) throws -> Double {
    precondition(high.rows == low.rows, "both matrices have the same rows")
    guard high.rows > 1, k >= 1 else { return 1 }
    let before = try ExactNeighbors.search(high, k: k, threads: threads)
    let after = try ExactNeighbors.search(low, k: k, threads: threads)
    let kept = (0..<high.rows).reduce(0) { sum, row in
        sum + Set(before.neighbors(of: row)).intersection(after.neighbors(of: row)).count
    }
    return Double(kept) / Double(high.rows * before.k)
}
