/// For each of `count` rows its `k` nearest other rows, nearest first.
public struct NeighborGraph: Sendable, Equatable {
    /// Rows.
    public let count: Int
    /// Neighbours a row.
    public let k: Int
    /// What the distances are.
    public let metric: Metric
    /// `count * k` row numbers; those of row `i` lie at `i * k ..< (i + 1) * k`.
    public let indices: [Int32]
    /// `count * k` distances (not squared), ascending within a row; equal ones by row number.
    public let distances: [Float]

    /// - Precondition: both arrays hold `count * k` entries, every index is in `0 ..< count`.
    public init(count: Int, k: Int, metric: Metric = .euclidean, indices: [Int32], distances: [Float]) {
        precondition(
            indices.count == count * k && distances.count == count * k, "a neighbour graph holds count * k entries")
        precondition(indices.allSatisfy { $0 >= 0 && $0 < count }, "a neighbour is one of the rows")
        self.count = count
        self.k = k
        self.metric = metric
        self.indices = indices
        self.distances = distances
    }

    public func neighbors(of row: Int) -> ArraySlice<Int32> { indices[row * k..<(row + 1) * k] }
    public func distances(of row: Int) -> ArraySlice<Float> { distances[row * k..<(row + 1) * k] }

    /// The nearest `k` of each row, or all where there are not more.
    public func prefix(_ k: Int) -> NeighborGraph {
        guard k < self.k else { return self }
        let k = max(0, k)
        return NeighborGraph(
            count: count, k: k, metric: metric, indices: (0..<count).flatMap { neighbors(of: $0).prefix(k) },
            distances: (0..<count).flatMap { distances(of: $0).prefix(k) })
    }
}
