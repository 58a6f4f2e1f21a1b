public import Matrices
public import Neighbors

/// How good an order is: how far apart adjacent rows are, against what chance and what the data allow.
public struct OrderQuality: Sendable, Equatable, Codable {
    /// The mean distance of adjacent rows.
    public let adjacent: Double
    /// The mean distance of two rows in a random order.
    public let random: Double
    /// The mean distance of a row to its nearest neighbour: no order can be better.
    public let nearest: Double
    /// The share of adjacent pairs in which one is among the k nearest of the other.
    public let neighborShare: Double

    /// - Parameters:
    ///   - order: a permutation of the rows.
    ///   - neighbors: in the metric in which distances are taken (for `cosine` the chord, √(2 (1 - cos))).
    public init(_ order: [Int32], of matrix: Matrix, neighbors: NeighborGraph, seed: UInt64 = 42) {
        precondition(order.count == matrix.rows && neighbors.count == matrix.rows, "an order is of all rows")
        let space = WalkSpace(matrix, neighbors, most: neighbors.k)
        var shuffled = order
        var source = SeededRandom(seed: seed, stream: 5)
        shuffled.shuffle(using: &source)
        adjacent = Self.meanStep(order, space)
        random = Self.meanStep(shuffled, space)
        let rows = 0..<space.count
        nearest =
            space.width == 0
            ? 0 : rows.reduce(0.0) { $0 + Double(space.lengths[$1 * space.width]) } / Double(max(1, rows.count))
        let close = zip(order, order.dropFirst()).filter { a, b in
            neighbors.neighbors(of: Int(a)).contains(b) || neighbors.neighbors(of: Int(b)).contains(a)
        }
        neighborShare = Double(close.count) / Double(max(1, order.count - 1))
    }

    private static func meanStep(_ order: [Int32], _ space: WalkSpace) -> Double {
        let total = zip(order, order.dropFirst()).reduce(0.0) { $0 + Double(space.distance($1.0, $1.1)) }
        return total / Double(max(1, order.count - 1))
    }
}
