public import Dataset
import Foundation

/// Asks the audits what is wrong with the dataset, and keeps what they find as one ranked list.
///
/// A kind whose data is as it was is not computed again. A kind that lacks something (an embedding, a split) is passed
/// over with its reason. What is finished is kept when the job is stopped.
public struct AuditDataset: UseCase {
    public static let kind = "audit"

    /// What to look for.
    public let kinds: [FindingKind]
    /// The embedding, or several joined by `+`; nil is the built-in ones that are there.
    public let model: String?
    public let seed: UInt64
    /// Whether to compute also what was computed on the same data.
    public let again: Bool

    public init(
        kinds: [FindingKind] = FindingKind.allCases, model: String? = nil, seed: UInt64 = 42, again: Bool = false
    ) {
        // In one order, whatever was asked, so that the same audit is the same job.
        self.kinds = FindingKind.allCases.filter(Set(kinds).contains)
        self.model = model
        self.seed = seed
        self.again = again
    }

    private enum CodingKeys: String, CodingKey {
        case kinds, model, seed, again
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kinds: try values.decodeIfPresent([FindingKind].self, forKey: .kinds) ?? FindingKind.allCases,
            model: try values.decodeIfPresent(String.self, forKey: .model),
            seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            again: try values.decodeIfPresent(Bool.self, forKey: .again) ?? false)
    }

    /// What came of each kind.
    public struct Output: Codable, Sendable, Equatable {
        public let kinds: [Outcome]
        /// Findings of these kinds that nobody has judged.
        public let open: Int
        public let seconds: Double
    }

    public struct Outcome: Codable, Sendable, Equatable {
        public let kind: FindingKind
        public let found: Int
        /// Findings that nobody has judged.
        public let open: Int
        /// Whether the data was as it was, so that nothing was computed.
        public let isUnchanged: Bool
        /// Why it could not be computed; nil where it was.
        public let skipped: String?
        /// What the audit says of the whole, such as the sources of probabilities or the people; its form depends on the kind.
        public let facts: JSONValue?
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Output {
        let began = ContinuousClock.now
        let dataset = try AuditedDataset(
            workspace, model: model, seed: seed, threads: ProcessInfo.processInfo.activeProcessorCount,
            reporter: reporter)
        var unchanged: Set<FindingKind> = []
        for search in FindingSearches.all where !search.kinds.isDisjoint(with: kinds) {
            try reporter.checkCancelled()
            if try perform(search, on: dataset) { unchanged.formUnion(search.kinds) }
        }
        for kind in kinds { try FindingValue(kind, in: workspace).rank() }
        return try output(workspace, unchanged, seconds: began.duration(to: .now) / .seconds(1))
    }

    /// - Returns: whether there was nothing to compute.
    private func perform(_ search: any FindingSearch, on dataset: AuditedDataset) throws -> Bool {
        let workspace = dataset.workspace
        let lastChange = dataset.snapshot.lastChange
        let wanted = search.kinds.sorted { $0.rawValue < $1.rawValue }
        do {
            let basis = try search.basis(of: dataset)
            let known = try workspace.auditedKinds().filter { search.kinds.contains($0.kind) }
            if !again, known.count == wanted.count, known.allSatisfy({ $0.basis == basis }) {
                for kind in wanted { try workspace.confirmFindings(of: kind, lastChange: lastChange) }
                return true
            }
            let found = try search.find(in: dataset)
            for kind in wanted {
                try workspace.keepFindings(
                    found.findings.filter { $0.kind == kind }, of: kind, basis: basis, lastChange: lastChange,
                    facts: found.facts)
            }
        } catch let lack as any CodedError where FindingLack.isLack(lack) {
            for kind in wanted { try workspace.skipFindings(of: kind, why: "\(lack)") }
        }
        return false
    }

    private func output(_ workspace: Workspace, _ unchanged: Set<FindingKind>, seconds: Double) throws -> Output {
        let counts = try workspace.findingCounts()
        let audited = Dictionary(uniqueKeysWithValues: try workspace.auditedKinds().map { ($0.kind, $0) })
        let outcomes = kinds.compactMap { kind -> Outcome? in
            guard let state = audited[kind] else { return nil }
            return Outcome(
                kind: kind, found: state.found, open: counts[kind]?[.open] ?? 0, isUnchanged: unchanged.contains(kind),
                skipped: state.skipped, facts: state.skipped == nil ? try? JSONValue(text: state.facts) : nil)
        }
        return Output(kinds: outcomes, open: outcomes.reduce(0) { $0 + $1.open }, seconds: seconds)
    }
}
