/// Neighbours, and how they were found.
public struct SearchResult: Sendable, Equatable {
    public let graph: NeighborGraph
    /// `.exact` or `.approximate`: what was done at last.
    public let method: SearchMethod
    /// The share of the true neighbours of some rows (see ``RecallSample``) that was found; 1 where all were compared.
    public let recall: Double
}
