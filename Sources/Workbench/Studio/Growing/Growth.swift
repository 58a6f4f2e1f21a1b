/// What `tessera grow` did: of which candidates it chose, what it added in which round and for which val samples, and
/// how the fixed model did then.
public struct Growth: Codable, Sendable, Equatable {
    /// Train images that are no parents.
    public struct LeftOut: Codable, Sendable, Equatable {
        /// Byte for byte also outside train.
        public var elsewhere: Int
        /// With a tag that was to stay out.
        public var tagged: Int
        /// Made of others themselves.
        public var derived: Int
    }

    public struct Pool: Codable, Sendable, Equatable {
        public let candidates: Int
        /// Train images of which they are made.
        public let sources: Int
        public let byClass: [String: Int]
        public let leftOut: LeftOut
    }

    /// A val sample that a candidate was chosen for.
    public struct Near: Codable, Sendable, Equatable {
        public let sample: Int64
        /// 1 − the cosine of the two embeddings.
        public let distance: Double
        /// The class that the fixed model took it for in the round before.
        public let predicted: String
    }

    /// A candidate that was chosen.
    public struct Pick: Codable, Sendable, Equatable {
        /// Its place in the pool.
        public let entry: Int
        /// The round that it was trained on first.
        public let round: Int
        public let label: String
        public let parent: Int64
        public let note: String
        public let near: [Near]
        let digest: String
        let parentLabel: String
        let parameters: GrowParameters
    }

    public struct Round: Codable, Sendable, Equatable {
        /// 0 is the dataset as it is.
        public let round: Int
        /// Candidates that are new in it, and all until now.
        public let added: Int
        public let chosen: Int
        /// Images that were trained on.
        public let train: Int
        /// Of val, by seed.
        public let accuracies: [Double]
        /// Their mean.
        public let accuracy: Double
        /// Val samples that the seeds' mean gets wrong, ascending.
        public let wrong: [Int64]
        /// What they are taken for.
        public let predicted: [String]
        /// Samples that were wrong in the round before and for which nothing was left in the pool.
        public let unserved: Int
        /// ISO 8601, UTC.
        public let at: String
    }

    /// Why there was no further round.
    public enum Stop: String, Codable, Sendable {
        case noGain = "no-gain"
        case budget
        case nothingWrong = "nothing-wrong"
        case nothingNear = "nothing-near"
        case rounds
    }

    public let id: String
    public let author: String
    /// ISO 8601, UTC; when it was begun.
    public let at: String
    public let asked: GrowDataset
    /// The name of the trainer.
    public let trainer: String
    public let seeds: [UInt64]
    /// Val samples.
    public let val: Int
    public let pool: Pool
    /// The runs of round 0.
    public let runs: [Int64]
    public internal(set) var rounds: [Round]
    /// In the order in which they were chosen.
    public internal(set) var picks: [Pick]
    /// The round with the best mean accuracy, of equal ones the first; what it was trained on is proposed.
    public internal(set) var best: Int
    /// nil while it is going on.
    public internal(set) var stop: Stop?
    /// nil where nothing was better than the dataset as it is, or before it is done.
    public internal(set) var proposal: String?
    public internal(set) var finishedAt: String?

    /// What is proposed, or would be if it ended now.
    public var proposed: [Pick] { picks.filter { $0.round <= best } }
}
