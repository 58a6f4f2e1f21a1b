/// A finding as an audit hands it over.
public struct FoundFinding: Sendable, Equatable {
    /// A sample that it is about, as the audit saw it.
    public struct Subject: Sendable, Equatable {
        public let sample: Int64
        /// SHA-256 of its image.
        public let digest: String
        public let label: String?
        public let split: String?

        public init(sample: Int64, digest: String, label: String?, split: String?) {
            self.sample = sample
            self.digest = digest
            self.label = label
            self.split = split
        }

        public init(_ sample: Sample) {
            self.init(sample: sample.id, digest: sample.digest, label: sample.label, split: sample.split)
        }
    }

    public var kind: FindingKind
    /// How sure the audit is, 0 to 1; comparable within a kind.
    public var score: Double
    /// The first one stands for it.
    public var subjects: [Subject]
    /// In a line.
    public var title: String
    public var given: String?
    public var suggested: String?
    public var change: SuggestedChange?
    /// JSON: what speaks for it.
    public var evidence: String
    /// What tells it from another finding of the same kind on the same images; the name of a check, or empty.
    public var detail: String

    public init(
        kind: FindingKind, score: Double, subjects: [Subject], title: String, given: String? = nil,
        suggested: String? = nil, change: SuggestedChange? = nil, evidence: String = "{}", detail: String = ""
    ) {
        self.kind = kind
        self.score = score
        self.subjects = subjects
        self.title = title
        self.given = given
        self.suggested = suggested
        self.change = change
        self.evidence = evidence
        self.detail = detail
    }
}
