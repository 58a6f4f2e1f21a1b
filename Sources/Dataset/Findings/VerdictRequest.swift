/// What somebody says of findings: all of it is kept, or nothing.
public struct VerdictRequest: Sendable, Equatable {
    public var author: String
    public var findings: [Int64]
    /// `accept`, `reject` or `later`.
    public var verdict: FindingVerdict.Word
    /// What an acceptance does to the samples of the findings in place of what they suggest.
    public var set: CellChanges?
    public var reason: String?

    /// More are judged in several requests.
    public static let mostFindings = 10_000

    public init(
        author: String, findings: [Int64], verdict: FindingVerdict.Word, set: CellChanges? = nil,
        reason: String? = nil
    ) {
        self.author = author
        self.findings = findings
        self.verdict = verdict
        self.set = set
        self.reason = reason
    }
}

/// What came of a verdict.
public struct JudgedFindings: Sendable, Equatable {
    /// nil where nothing had to be changed.
    public let applied: AppliedChange?
    /// As they are now, in the order asked.
    public let findings: [Finding]
}

/// A verdict that teaches how far a kind of finding can be trusted.
public struct ScoredVerdict: Sendable, Equatable {
    /// Of the finding when it was judged.
    public let score: Double
    /// Whether it was accepted.
    public let isRight: Bool

    public init(score: Double, isRight: Bool) {
        self.score = score
        self.isRight = isRight
    }
}
