public import Dataset
import Scoring

/// A finding with all around it: what was said, how far its kind can be trusted, what else it touches.
public struct FindingDetail: Codable, Sendable, Equatable {
    public let finding: DescribedFinding
    /// Oldest first.
    public let verdicts: [FindingVerdict]
    /// Of its kind, from its score upwards.
    public let precision: KnownPrecision
    /// Other findings on the same samples that nobody has judged.
    public let others: [DescribedFinding]
    /// Other samples of the same image, and runs that took the sample for something.
    public let touches: Touches

    public struct Touches: Codable, Sendable, Equatable {
        /// Samples that show the same image and are not part of the finding.
        public let copies: [Int64]
    }

    /// - Parameter person: where answers are hidden from who has not answered, only what this person may see; nil sees all.
    /// - Throws: `FindingError.unknown`.
    public init(_ id: Int64, in workspace: Workspace, seenBy person: String? = nil) throws {
        let found = try workspace.finding(id)
        guard let described = try workspace.describe([found], seenBy: person).first else {
            throw FindingError.unknown(id)
        }
        finding = described
        verdicts = try workspace.verdicts(of: id)
        precision = KnownPrecision(
            kind: found.kind, atLeast: found.score, verdicts: try workspace.scoredVerdicts(of: found.kind))
        var others: [Int64: Finding] = [:]
        for sample in found.samples.prefix(20) {
            var query = FindingQuery()
            query.sample = sample
            query.limit = 20
            for other in try workspace.findings(query).findings where other.id != id { others[other.id] = other }
        }
        let ranked = others.values.sorted { ($1.value, $0.id) < ($0.value, $1.id) }
        self.others = try workspace.describe(Array(ranked.prefix(20)), seenBy: person)
        let digests = try workspace.samples(Array(found.samples.prefix(20))).map(\.digest)
        let copies = try workspace.samples(showing: Set(digests)).filter { !found.samples.contains($0) }
        touches = Touches(copies: copies)
    }
}
