public import Dataset
import Imaging

/// Takes the drawings of a class apart by its parts, step by step, and proposes what is left: viii → iii → ii → i.
///
/// Nothing is added to the dataset: a person looks through the proposal and strikes out what is not right.
public struct DismantleClass: UseCase {
    public static let kind = "dismantle"

    /// The class.
    public let label: String
    /// Further conditions on its samples, as in addresses.
    public let conditions: [String]
    /// Only these; nil is all.
    public let samples: [Int64]?
    /// The classes of what is to be left; nil is the chain of the label book.
    public let to: [String]?

    public init(label: String, conditions: [String] = [], samples: [Int64]? = nil, to: [String]? = nil) {
        self.label = label
        self.conditions = conditions
        self.samples = samples
        self.to = to
    }

    private enum CodingKeys: String, CodingKey {
        case label = "class"
        case conditions, samples, to
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let conditions = try values.decodeIfPresent([String].self, forKey: .conditions) ?? []
        do {
            _ = try SampleConditions(conditions).query()
        } catch {
            throw DecodingError.dataCorruptedError(forKey: .conditions, in: values, debugDescription: "\(error)")
        }
        self.init(
            label: try values.decode(String.self, forKey: .label), conditions: conditions,
            samples: try values.decodeIfPresent([Int64].self, forKey: .samples),
            to: try values.decodeIfPresent([String].self, forKey: .to))
    }

    public struct Report: Codable, Sendable, Equatable {
        /// The id of the proposal; nil where nothing could be proposed.
        public let proposal: String?
        /// Candidates.
        public let proposed: Int
        /// Samples that were taken apart.
        public let samples: Int
        /// Samples of which it could not be told where one part ends.
        public let skipped: Int
        /// How many for which reason.
        public let reasons: [String: Int]
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Report {
        reporter.report(phase: "looking up the samples", done: 0, total: nil)
        let steps = try DismantlingPlan(label: label, to: to, rules: workspace.classRules())
        let sources = try sources(in: workspace)
        guard !sources.isEmpty else {
            throw StudioError.nothingToMake("no sample of \(label) that is not derived fits")
        }
        let shelf = ProposalShelf(workspace)
        let id = "dismantle-\(reporter.job)"
        let proposal = try (try? shelf.proposal(id)) ?? propose(id, sources, steps, workspace, reporter)
        guard !proposal.candidates.isEmpty else { return report(proposal, id: nil) }
        try shelf.keep(proposal)
        let pictures = SamplePictures(workspace)
        try shelf.draw(proposal, phase: "erasing parts", reporting: reporter) { candidate in
            let picture = try pictures.picture(of: candidate.parents.first ?? 0)
            let parameters = try candidate.parameters.decoded(as: DismantlingParameters.self)
            return try steps.picture(picture, keeping: parameters.keeps)
        }
        return report(proposal, id: id)
    }

    private func sources(in workspace: Workspace) throws -> [Sample] {
        var query = try SampleConditions(conditions).query()
        query.labels = [label]
        var ids = try workspace.sampleIDs(matching: query)
        if let samples {
            let wanted = Set(samples)
            ids.removeAll { !wanted.contains($0) }
        }
        let derived = Set(try workspace.derivations(of: ids).map(\.sample))
        return try workspace.samples(ids.filter { !derived.contains($0) }).sorted { $0.id < $1.id }
    }

    private func propose(
        _ id: String, _ sources: [Sample], _ steps: DismantlingPlan, _ workspace: Workspace, _ reporter: JobReporter
    ) throws -> Proposal {
        let found = try Self.candidates(of: sources, label: label, steps, in: workspace, reporting: reporter)
        return Proposal(
            id: id, kind: .dismantle, author: reporter.author, at: Timestamp.now(), recipe: nil, recipeVersion: nil,
            tags: [], candidates: found.candidates, skipped: found.skipped)
    }

    /// What is left of drawings of one class in each step, and those of which it cannot be told where a part ends.
    static func candidates(
        of sources: [Sample], label: String, _ steps: DismantlingPlan, in workspace: Workspace,
        reporting reporter: JobReporter
    ) throws -> (candidates: [Candidate], skipped: [Proposal.Skipped]) {
        var candidates: [Candidate] = []
        var skipped: [Proposal.Skipped] = []
        var done = 0
        while done < sources.count {
            try reporter.checkCancelled()
            let batch = Array(sources[done..<min(sources.count, done + 32)])
            let problems = Parallel.map(batch) { sample -> String? in
                do {
                    let picture = try PictureDecoder.decode(workspace.images.read(sample.digest))
                    _ = try PartSegmentation(InkMap(picture), shapes: steps.shapes)
                    return nil
                } catch let refusal as PartSegmentation.Refusal {
                    return refusal.rawValue
                } catch {
                    return "\(error)"
                }
            }
            for (sample, problem) in zip(batch, problems) {
                if let problem {
                    skipped.append(Proposal.Skipped(sample: sample.id, why: problem))
                    continue
                }
                for step in steps.steps {
                    candidates.append(
                        Candidate(
                            index: candidates.count, label: step.label, split: sample.split, parents: [sample.id],
                            parentLabels: [sample.label],
                            parameters: try JSONValue(
                                encoding: DismantlingParameters(from: label, to: step.label, keeps: step.keeps)),
                            note: "\(label) → \(step.label)"))
                }
            }
            done += batch.count
            reporter.report(phase: "finding the parts", done: done, total: sources.count)
        }
        return (candidates, skipped)
    }

    private func report(_ proposal: Proposal, id: String?) -> Report {
        Report(
            proposal: id, proposed: proposal.candidates.count,
            samples: Set(proposal.candidates.flatMap(\.parents)).count, skipped: proposal.skipped.count,
            reasons: Dictionary(proposal.skipped.map { ($0.why, 1) }, uniquingKeysWith: +))
    }
}

/// What a derived sample keeps of how it was taken apart.
struct DismantlingParameters: Codable, Sendable, Equatable {
    let from: String
    let to: String
    /// The places of the parts that stay, from 0.
    let keeps: [Int]
}
