/// One model's embeddings of the dataset.
public struct EmbeddingInfo: Sendable, Codable, Equatable {
    public let model: String
    public let dimension: Int
    /// Images that have a vector.
    public let count: Int
    /// Images of active samples that have none yet.
    public let missing: Int

    /// From 0 to 1.
    public var completeShare: Double {
        count + missing == 0 ? 1 : Double(count) / Double(count + missing)
    }
}
