import CKernels
import Neighbors
public import Matrices

/// How far the nearest neighbours of a layout can be trusted: 1 where all of them are near in the original too.
///
/// For every point, those of its `k` nearest in `low` that are not among its `k` nearest in `high` count by how far
/// down the list of `high` they are; euclidean in both.
///
/// - Parameters:
///   - high: N × D. - low: N × d. - k: below N / 2.
/// - Returns: 0 ... 1; 1 where N is too small for the measure (N ≤ 2, or k < 1). NaN where a number is not finite.
/// - SeeAlso: Venna and Kaski 2001; scikit-learn's `trustworthiness`. Cost: N² · D.
public func trustworthiness(_ high: Matrix, _ low: Matrix, k: Int, threads: Int) -> Double {
    precondition(high.rows == low.rows, "both matrices have the same rows")
    let count = high.rows
    let k = min(k, (count - 1) / 2)
    guard k >= 1 else { return 1 }
    guard high.firstRowNotFinite() == nil,
        let near = try? ExactNeighbors.search(low, k: k, threads: threads)
    else { return .nan }
    let excess = RankCount(high).ranksBeyond(k, of: near, threads: threads)
    let (n, size) = (Double(count), Double(k))
    return 1 - 2 / (n * size * (2 * n - 3 * size - 1)) * excess
}
