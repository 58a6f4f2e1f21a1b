import Foundation
package import Neighbors
import Matrices

/// The local scale of every point: rho, the distance to its nearest neighbour, and sigma, chosen so that the
/// memberships of its neighbours add up to log2(k).
///
/// - SeeAlso: McInnes, Healy, Melville 2018, algorithm 3; umap-learn's `smooth_knn_dist`.
package struct SmoothDistances: Equatable, Sendable {
    package let rho: [Float]
    package let sigma: [Float]

    /// Half the gap that the sum may be off, and the least sigma as a share of the mean distance.
    private static let tolerance = 1e-5
    private static let leastScale = 1e-3

    /// - Parameter used: how many of the graph's neighbours count. The point itself counts as one more, as in
    ///   umap-learn: k of the formula is `used + 1`, and means are over `used + 1` distances, the first of them 0.
    package init(_ graph: NeighborGraph, used: Int, localConnectivity: Double, threads: Int) {
        self.init(count: graph.count, localConnectivity: localConnectivity, ownCounts: true, threads: threads) {
            graph.distances(of: $0).prefix(used)
        }
    }

    /// For points that are placed among others: as in umap-learn the nearest one stands where a point's own place was.
    package init(placing neighbors: QueryNeighbors, localConnectivity: Double, threads: Int) {
        self.init(count: neighbors.count, localConnectivity: localConnectivity, ownCounts: false, threads: threads) {
            neighbors.distances(of: $0)
        }
    }

    /// - Parameter ownCounts: whether the point itself, at distance 0, is one more than those that are given.
    private init(
        count: Int, localConnectivity: Double, ownCounts: Bool, threads: Int,
        distances: @escaping @Sendable (Int) -> ArraySlice<Float>
    ) {
        var rho = [Float](repeating: 0, count: count)
        var sigma = [Float](repeating: 0, count: count)
        // Sums in double, row after row: independent of threads.
        var (total, entries) = (0.0, 0)
        for row in 0..<count {
            let some = distances(row)
            total += some.reduce(0.0) { $0 + Double($1) }
            entries += some.count + (ownCounts ? 1 : 0)
        }
        let mean = total / Double(max(1, entries))
        rho.withUnsafeMutableBufferPointer { rho in
            sigma.withUnsafeMutableBufferPointer { sigma in
                let rho = SharedBuffer(rho)
                let sigma = SharedBuffer(sigma)
                parallelRanges(count, threads: threads) { rows in
                    for row in rows {
                        let all = distances(row).map(Double.init)
                        let nearest = Self.nearest(all, localConnectivity)
                        let found = Self.scale(ownCounts ? all[...] : all.dropFirst(), nearest)
                        let own = all.reduce(0, +) / Double(max(1, all.count + (ownCounts ? 1 : 0)))
                        rho[row] = Float(nearest)
                        sigma[row] = Float(max(found, Self.leastScale * (nearest > 0 ? own : mean)))
                    }
                }
            }
        }
        self.rho = rho
        self.sigma = sigma
    }

    /// The distance within which a point is fully connected: that of the `localConnectivity`-th neighbour that is
    /// not on top of it, interpolated.
    private static func nearest(_ distances: [Double], _ localConnectivity: Double) -> Double {
        let apart = distances.filter { $0 > 0 }
        guard let farthest = apart.last else { return 0 }
        guard Double(apart.count) >= localConnectivity else { return farthest }
        let index = Int(localConnectivity)
        let share = localConnectivity - Double(index)
        guard index > 0 else { return share * apart[0] }
        guard share > tolerance, index < apart.count else { return apart[index - 1] }
        return apart[index - 1] + share * (apart[index] - apart[index - 1])
    }

    /// The sigma at which the memberships sum to log2(k), by doubling and halving.
    private static func scale(_ distances: ArraySlice<Double>, _ nearest: Double) -> Double {
        let target = log2(Double(distances.count + 1))
        var (low, high, middle) = (0.0, Double.infinity, 1.0)
        for _ in 0..<64 {
            let sum = distances.reduce(0.0) { $0 + ($1 > nearest ? exp(-($1 - nearest) / middle) : 1) }
            if abs(sum - target) < tolerance { break }
            if sum > target {
                high = middle
                middle = (low + high) / 2
            } else {
                low = middle
                middle = high == .infinity ? middle * 2 : (low + high) / 2
            }
        }
        return middle
    }
}
