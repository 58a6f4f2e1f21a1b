import Dataset

/// An image that could become a sample, if somebody thinks it right.
public struct Candidate: Codable, Sendable, Equatable {
    /// From 0, within its proposal.
    public let index: Int
    public let label: String?
    /// The split that it would have: that of its parents.
    public let split: String?
    public let parents: [Int64]
    /// The labels of the parents when it was made.
    public let parentLabels: [String?]
    /// All it takes to make it again.
    public let parameters: JSONValue
    /// How it was made, for eyes.
    public let note: String?

    init(
        index: Int, label: String?, split: String?, parents: [Int64], parentLabels: [String?], parameters: JSONValue,
        note: String?
    ) {
        self.index = index
        self.label = label
        self.split = split
        self.parents = parents
        self.parentLabels = parentLabels
        self.parameters = parameters
        self.note = note
    }
}

/// Candidates that somebody looks through, strikes out of, and accepts as one change.
public struct Proposal: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
        case preview, augment, dismantle, compose, grow
    }

    /// A sample of which nothing could be made.
    public struct Skipped: Codable, Sendable, Equatable {
        public let sample: Int64
        public let why: String
    }

    public let id: String
    public let kind: Kind
    public let author: String
    /// ISO 8601, UTC.
    public let at: String
    public let recipe: String?
    public let recipeVersion: Int?
    /// Tags of what is accepted, besides `derived`.
    public let tags: [String]
    public let candidates: [Candidate]
    public let skipped: [Skipped]

    var derivationKind: Derivation.Kind {
        switch kind {
        case .preview, .augment: .recipe
        case .dismantle: .dismantle
        case .compose: .compose
        case .grow: .grow
        }
    }
}
