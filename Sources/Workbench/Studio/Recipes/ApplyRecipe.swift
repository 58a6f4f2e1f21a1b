public import Dataset
import Imaging

/// Makes what a saved recipe says, as one change.
///
/// What is to be made is settled and kept first, then the pictures are made one by one, then all become part of the
/// dataset at once; stopped anywhere it goes on with the pictures that are missing.
public struct ApplyRecipe: UseCase {
    public static let kind = "augment"

    public let recipe: String
    /// nil is the newest.
    public let version: Int?
    public let reason: String?

    public init(recipe: String, version: Int? = nil, reason: String? = nil) {
        self.recipe = recipe
        self.version = version
        self.reason = reason
    }

    /// "The newest version" stays the one that it is now.
    public func settled(in workspace: Workspace) throws -> ApplyRecipe {
        let saved = try workspace.recipe(recipe, version: version)
        return ApplyRecipe(recipe: saved.name, version: saved.version, reason: reason)
    }

    public struct Report: Codable, Sendable, Equatable {
        /// Samples that were made.
        public let added: Int
        /// The change that brought them in; nil where nothing was lacking.
        public let change: Int64?
        /// Of each class; what has no label under the empty name.
        public let byClass: [String: Int]
        /// How many could not be made.
        public let short: [String: Int]
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Report {
        reporter.report(phase: "planning", done: 0, total: nil)
        let (saved, recipe) = try RecipeShelf(workspace).recipe(recipe, version: version)
        let shelf = ProposalShelf(workspace)
        let id = "augment-\(reporter.job)"
        if let change = try shelf.changeOfAccepted(id) { return try report(of: change, in: workspace) }
        var short: [String: Int] = [:]
        let proposal: Proposal
        if let kept = try? shelf.proposal(id) {
            proposal = kept
        } else {
            let plan = try RecipePlan(recipe, in: workspace)
            short = plan.short
            proposal = Proposal(
                id: id, kind: .augment, author: reporter.author, at: Timestamp.now(), recipe: saved.name,
                recipeVersion: saved.version, tags: recipe.tags, candidates: plan.candidates, skipped: [])
            guard !plan.candidates.isEmpty else {
                return Report(added: 0, change: nil, byClass: [:], short: short)
            }
            try StudioBudget(workspace).check(
                adding: plan.candidates.count { $0.split == "train" || $0.split == "val" })
            try shelf.keep(proposal)
        }
        try shelf.draw(proposal, phase: "making images", reporting: reporter) { candidate in
            try RecipePictures(workspace).picture(of: candidate)
        }
        try reporter.checkCancelled()
        let applied = try shelf.accept(
            id, author: reporter.author, reason: reason ?? "recipe \(saved.name), version \(saved.version)")
        return Report(
            added: applied.samples.count, change: applied.change.id,
            byClass: Dictionary(proposal.candidates.map { ($0.label ?? "", 1) }, uniquingKeysWith: +), short: short)
    }

    /// Of what was done already, before the job was broken off.
    private func report(of change: Change, in workspace: Workspace) throws -> Report {
        let made = try workspace.samples(workspace.samplesTouched(by: change.id, limit: Int(Int32.max)) ?? [])
        return Report(
            added: made.count, change: change.id,
            byClass: Dictionary(made.map { ($0.label ?? "", 1) }, uniquingKeysWith: +), short: [:])
    }
}

/// Pictures that recipes make.
struct RecipePictures: Sendable {
    private let workspace: Workspace

    init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    func picture(of candidate: Candidate) throws -> Picture {
        let parameters = try candidate.parameters.decoded(as: RecipeParameters.self)
        return try SamplePictures(workspace).picture(of: candidate.parents.first ?? 0).applying(parameters.steps)
    }
}
