public import Dataset

/// A finding as programs read it: one object, with the sample that stands for it, its path, and its evidence.
public struct DescribedFinding: Codable, Sendable, Equatable {
    public let id: Int64
    public let kind: FindingKind
    /// How sure the audit is, 0 to 1; comparable within a kind.
    public let score: Double
    /// By which all are ranked.
    public let value: Double
    /// In a line.
    public let title: String
    /// The sample that stands for it.
    public let sample: Int64?
    public let path: String?
    public let split: String?
    /// Its label now.
    public let label: String?
    public let given: String?
    public let suggested: String?
    public let change: SuggestedChange?
    /// All samples that it is about, in the order of the finding; of a group the first thousand.
    public let samples: [Int64]
    public let sampleCount: Int
    public let evidence: JSONValue
    /// What people answered about its samples (of a group about the first twenty), as it is now.
    public let said: [Said]
    public let state: FindingState
    public let verdict: FindingVerdict?
    /// The digest of the data that it was computed on.
    public let basis: String
    public let lastChange: Int64
    public let foundAt: String

    public static let mostSamples = 1_000
    /// Of so many samples it is told what people said.
    static let mostHeard = 20

    /// One person's answer about one sample.
    public struct Said: Codable, Sendable, Equatable {
        public let sample: Int64
        public let person: String
        public let kind: Answer.Kind
        /// Where it is one.
        public let label: String?
        /// 0 to 1.
        public let confidence: Double?
        public let reason: String?
    }

    init(_ finding: Finding, sample: Sample?, said: [Said]) {
        self.said = said
        id = finding.id
        kind = finding.kind
        score = finding.score
        value = finding.value
        title = finding.title
        self.sample = sample?.id
        path = sample?.path
        split = sample?.split
        label = sample?.label
        given = finding.given
        suggested = finding.suggested
        change = finding.change
        samples = Array(finding.samples.prefix(Self.mostSamples))
        sampleCount = finding.samples.count
        evidence = (try? JSONValue(text: finding.evidence)) ?? .object([:])
        state = finding.state
        verdict = finding.verdict
        basis = finding.basis
        lastChange = finding.lastChange
        foundAt = finding.foundAt
    }
}

extension Workspace {
    /// Findings with the samples that stand for them and what people said of their samples, in the order given.
    ///
    /// - Parameter person: where answers are hidden from who has not answered, only what this person may see; nil sees all.
    public func describe(_ findings: [Finding], seenBy person: String? = nil) throws -> [DescribedFinding] {
        let samples = Dictionary(
            try self.samples(findings.compactMap(\.samples.first)).map { ($0.id, $0) }
        ) { first, _ in first }
        let asked = Set(findings.flatMap { $0.samples.prefix(DescribedFinding.mostHeard) })
        let answers = try answers(ofEach: asked, seenBy: person)
        return findings.map { finding in
            let heard = finding.samples.prefix(DescribedFinding.mostHeard)
            let said = heard.flatMap { answers[$0] ?? [] }.map { answer in
                DescribedFinding.Said(
                    sample: answer.sample, person: answer.person, kind: answer.kind, label: answer.label,
                    confidence: answer.confidence, reason: answer.reason)
            }
            return DescribedFinding(finding, sample: finding.samples.first.flatMap { samples[$0] }, said: said)
        }
    }
}
