/// The neighbours of some of the rows, from before others came: what a search can build on.
public struct KnownNeighbors: Sendable, Equatable {
    /// Rows in all.
    public let count: Int
    public let k: Int
    public let metric: Metric
    /// Whether the neighbours of a row are known among all rows that are known.
    public let isKnown: [Bool]
    /// `count * k` row numbers; those of rows that are not known mean nothing.
    public let indices: [Int32]

    /// What is left of a graph when its rows get new numbers, and some are gone.
    ///
    /// A row that loses a neighbour is not known any more: another one would take its place.
    ///
    /// - Parameters:
    ///   - newNumber: of each row of the graph; nil where it is gone.
    ///   - count: rows in all; those that no row of the graph becomes are new.
    public init(_ graph: NeighborGraph, renumbered newNumber: [Int?], count: Int) {
        precondition(newNumber.count == graph.count, "one number for each row of the graph")
        var isKnown = [Bool](repeating: false, count: count)
        var indices = [Int32](repeating: 0, count: count * graph.k)
        for (row, number) in newNumber.enumerated() {
            guard let number else { continue }
            let moved = graph.neighbors(of: row).compactMap { newNumber[Int($0)] }
            guard moved.count == graph.k else { continue }
            isKnown[number] = true
            for (rank, other) in moved.enumerated() { indices[number * graph.k + rank] = Int32(other) }
        }
        self.count = count
        k = graph.k
        metric = graph.metric
        self.isKnown = isKnown
        self.indices = indices
    }

    /// Rows whose neighbours are to be found.
    public var unknown: [Int32] { isKnown.indices.filter { !isKnown[$0] }.map { Int32($0) } }
}
