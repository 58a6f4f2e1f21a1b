/// A trainer's specification as it is registered.
public struct TrainerRecord: Sendable, Codable, Equatable {
    /// SHA-256 of all in it that makes a difference to a run.
    public let digest: String
    public let name: String
    /// JSON.
    public let specification: String
    public let author: String
    public let createdAt: String
    /// Runs that used it; from the first one on it is frozen.
    public let runs: Int
}
