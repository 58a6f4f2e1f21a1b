/// What an audit says of samples: kind, score, evidence, suggested change; and what people made of it.
public struct Finding: Sendable, Codable, Equatable, Identifiable {
    public let id: Int64
    /// The same in every audit that finds it.
    public let key: String
    public let kind: FindingKind
    /// How sure the audit is, 0 to 1; comparable within a kind.
    public let score: Double
    /// What it is worth to look at it; findings are ranked by it.
    public let value: Double
    public let title: String
    /// The samples that it is about, the one that stands for it first.
    public let samples: [Int64]
    /// The label that it doubts.
    public let given: String?
    public let suggested: String?
    public let change: SuggestedChange?
    /// JSON; its form depends on the kind.
    public let evidence: String
    /// The digest of the data that it was computed on.
    public let basis: String
    /// The newest change that the audit had seen.
    public let lastChange: Int64
    /// ISO 8601 in UTC with milliseconds: when an audit first found it.
    public let foundAt: String
    public let state: FindingState
    /// The last verdict; nil where there is none.
    public let verdict: FindingVerdict?
}
