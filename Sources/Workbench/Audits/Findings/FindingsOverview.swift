public import Dataset

/// All kinds of findings in numbers: what was audited, what is open, how far each kind can be trusted, where to stop.
public struct FindingsOverview: Codable, Sendable, Equatable {
    public struct Kind: Codable, Sendable, Equatable {
        public let kind: FindingKind
        public let open: Int
        public let accepted: Int
        public let rejected: Int
        public let later: Int
        /// When it was last asked for; nil where it never was.
        public let auditedAt: String?
        /// Why it could not be computed then.
        public let skipped: String?
        /// Whether anything was changed since.
        public let isStale: Bool
        /// What the audit says of the whole.
        public let facts: JSONValue
        /// Of all its findings.
        public let precision: KnownPrecision
        public let stop: StopLine
    }

    public let kinds: [Kind]
    public let lastChange: Int64

    public init(_ workspace: Workspace) throws {
        let counts = try workspace.findingCounts()
        let audited = Dictionary(uniqueKeysWithValues: try workspace.auditedKinds().map { ($0.kind, $0) })
        let lastChange = try workspace.lastChange()
        self.lastChange = lastChange
        kinds = try FindingKind.allCases.map { kind in
            var query = FindingQuery()
            query.kinds = [kind]
            query.limit = .max
            let verdicts = try workspace.scoredVerdicts(of: kind)
            let open = counts[kind]?[.open] ?? 0
            let scores = open > 0 ? try workspace.findingScores(query) : []
            let state = audited[kind]
            return Kind(
                kind: kind, open: open, accepted: counts[kind]?[.accepted] ?? 0,
                rejected: counts[kind]?[.rejected] ?? 0, later: counts[kind]?[.later] ?? 0, auditedAt: state?.at,
                skipped: state?.skipped, isStale: state.map { $0.lastChange != lastChange } ?? false,
                facts: state.flatMap { try? JSONValue(text: $0.facts) } ?? .object([:]),
                precision: KnownPrecision(kind: kind, atLeast: 0, verdicts: verdicts),
                stop: StopLine(kind: kind, verdicts: verdicts, open: scores))
        }
    }
}
