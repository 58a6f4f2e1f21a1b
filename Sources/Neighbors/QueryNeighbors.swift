/// For each of `count` queries the `k` nearest rows of an index, nearest first.
public struct QueryNeighbors: Sendable, Equatable {
    /// Queries.
    public let count: Int
    /// Neighbours a query.
    public let k: Int
    /// What the distances are.
    public let metric: Metric
    /// `count * k` row numbers of the index; those of query `i` lie at `i * k ..< (i + 1) * k`.
    public let indices: [Int32]
    /// `count * k` distances (not squared), ascending within a query; equal ones by row number.
    public let distances: [Float]

    /// - Precondition: both arrays hold `count * k` entries.
    public init(count: Int, k: Int, metric: Metric, indices: [Int32], distances: [Float]) {
        precondition(
            indices.count == count * k && distances.count == count * k, "the neighbours of queries are count * k")
        self.count = count
        self.k = k
        self.metric = metric
        self.indices = indices
        self.distances = distances
    }

    public func neighbors(of query: Int) -> ArraySlice<Int32> { indices[query * k..<(query + 1) * k] }
    public func distances(of query: Int) -> ArraySlice<Float> { distances[query * k..<(query + 1) * k] }
}
