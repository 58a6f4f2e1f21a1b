public import Dataset
import Foundation
import Imaging

/// Grows the dataset where the fixed model needs it: makes a pool of candidates of train images, takes for each val
/// sample that the model gets wrong the nearest candidates of its true class, trains on them too, and again, until it
/// helps no more.
///
/// Nothing is written to the dataset: what the best round was trained on is proposed. Stopped anywhere and started again
/// it goes on from its last round; the same dataset, recipe, rules and seeds give the same.
public struct GrowDataset: UseCase, Equatable {
    public static let kind = "grow"

    /// A saved recipe of which candidates are made; nil: none are.
    public var recipe: String?
    /// nil is the newest.
    public var recipeVersion: Int?
    /// Candidates that the recipe makes of each train image.
    public var copies: Int
    /// Whether drawings are taken apart by the chains of the label book, too.
    public var dismantle: Bool
    /// nil is the competition's.
    public var trainer: String?
    /// Other than the trainer's.
    public var epochs: Int?
    public var seeds: Int
    /// The embedding that says what is near; nil is the dataset's.
    public var model: String?
    /// Candidates for each wrong sample in a round.
    public var perSample: Int
    /// Candidates in a round, at most.
    public var perRound: Int
    /// Candidates in all, at most; nil is what is left of the budget.
    public var most: Int?
    /// Which candidates of a sample's class it gets.
    public var choice: Choice
    /// Rounds, at most.
    public var rounds: Int
    /// Rounds without a gain that end it.
    public var patience: Int
    /// Candidates that look more alike than this (cosine distance) are taken once.
    public var apart: Double
    /// Tags of train images of which nothing is made.
    public var never: [String]
    /// The last change of the dataset that it is about; nil is the newest.
    public var change: Int64?

    public enum Choice: String, Codable, Sendable, CaseIterable {
        /// Those that look most like it.
        case nearest
        /// Any: what the nearest are to be held against.
        case chance
    }

    public static let mostCopies = 100
    public static let mostPerSample = 100
    public static let mostRounds = 50
    /// Of what it makes.
    public static let tag = "grown"

    public init(
        recipe: String? = nil, recipeVersion: Int? = nil, copies: Int = 4, dismantle: Bool = false,
        trainer: String? = nil, epochs: Int? = nil, seeds: Int = 3, model: String? = nil, perSample: Int = 3,
        perRound: Int = 1_000, most: Int? = nil, choice: Choice = .nearest, rounds: Int = 5, patience: Int = 2,
        apart: Double = 0.005,
        never: [String] = ["label_book"], change: Int64? = nil
    ) {
        self.recipe = recipe
        self.recipeVersion = recipeVersion
        self.copies = copies
        self.dismantle = dismantle
        self.trainer = trainer
        self.epochs = epochs
        self.seeds = seeds
        self.model = model
        self.perSample = perSample
        self.perRound = perRound
        self.most = most
        self.choice = choice
        self.rounds = rounds
        self.patience = patience
        self.apart = apart
        self.never = never
        self.change = change
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys, _ range: ClosedRange<Int>) throws -> Int? {
            guard let value = try values.decodeIfPresent(Int.self, forKey: key) else { return nil }
            guard range.contains(value) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values,
                    debugDescription: "it must be from \(range.lowerBound) to \(range.upperBound).")
            }
            return value
        }
        let usual = GrowDataset()
        let apart = try values.decodeIfPresent(Double.self, forKey: .apart) ?? usual.apart
        guard (0...2).contains(apart) else {
            throw DecodingError.dataCorruptedError(
                forKey: .apart, in: values, debugDescription: "it must be from 0 to 2.")
        }
        self.init(
            recipe: try values.decodeIfPresent(String.self, forKey: .recipe),
            recipeVersion: try values.decodeIfPresent(Int.self, forKey: .recipeVersion),
            copies: try number(.copies, 1...Self.mostCopies) ?? usual.copies,
            dismantle: try values.decodeIfPresent(Bool.self, forKey: .dismantle) ?? false,
            trainer: try values.decodeIfPresent(String.self, forKey: .trainer),
            epochs: try number(.epochs, 1...10_000),
            seeds: try number(.seeds, 1...TrainModel.mostSeeds) ?? usual.seeds,
            model: try values.decodeIfPresent(String.self, forKey: .model),
            perSample: try number(.perSample, 1...Self.mostPerSample) ?? usual.perSample,
            perRound: try number(.perRound, 1...Recipe.most) ?? usual.perRound,
            most: try number(.most, 1...Recipe.most),
            choice: try values.decodeIfPresent(Choice.self, forKey: .choice) ?? usual.choice,
            rounds: try number(.rounds, 1...Self.mostRounds) ?? usual.rounds,
            patience: try number(.patience, 1...Self.mostRounds) ?? usual.patience, apart: apart,
            never: try values.decodeIfPresent([String].self, forKey: .never) ?? usual.never,
            change: try values.decodeIfPresent(Int64.self, forKey: .change))
    }

    /// "The newest" of recipe, embedding and dataset stay what they are now.
    public func settled(in workspace: Workspace) throws -> GrowDataset {
        guard recipe != nil || dismantle else { throw GrowError.noSource }
        var settled = self
        settled.recipeVersion = try recipe.map { try workspace.recipe($0, version: recipeVersion).version }
        settled.model = try EmbeddingChoice.find(model, in: workspace).name
        settled.change = try change ?? workspace.lastChange()
        return settled
    }

    /// What came of it; all of it is on the ``GrowthShelf``.
    public struct Report: Codable, Sendable, Equatable {
        /// The id of the ``Growth``.
        public let growth: String
        /// The id of the proposal; nil where no round did better than the dataset as it is.
        public let proposal: String?
        /// Candidates in it.
        public let proposed: Int
        /// Rounds besides the one on the dataset as it is, and the best of all.
        public let rounds: Int
        public let best: Int
        /// Accuracy on val before, and in the best round.
        public let before: Double
        public let after: Double
        public let stop: Growth.Stop?
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> Report {
        reporter.report(phase: "reading the version", done: 0, total: nil)
        let asked = try settled(in: workspace)
        let growth = try Growing(asked, in: workspace, reporting: reporter).finish()
        if growth.proposal != nil { try propose(growth, in: workspace, reporting: reporter) }
        return Report(
            growth: growth.id, proposal: growth.proposal, proposed: growth.proposed.count,
            rounds: growth.rounds.count - 1, best: growth.best, before: growth.rounds[0].accuracy,
            after: growth.rounds[growth.best].accuracy, stop: growth.stop)
    }

    /// Puts what was chosen on the shelf, for somebody to look through.
    private func propose(_ growth: Growth, in workspace: Workspace, reporting reporter: JobReporter) throws {
        let shelf = ProposalShelf(workspace)
        if try shelf.changeOfAccepted(growth.id) != nil { return }
        let picks = growth.proposed
        let proposal = Proposal(
            id: growth.id, kind: .grow, author: growth.author, at: growth.at, recipe: growth.asked.recipe,
            recipeVersion: growth.asked.recipeVersion, tags: [Self.tag],
            candidates: try picks.enumerated().map { index, pick in
                var parameters = pick.parameters
                parameters.why = .init(growth: growth.id, round: pick.round, near: pick.near)
                return Candidate(
                    index: index, label: pick.label, split: Split.train.rawValue, parents: [pick.parent],
                    parentLabels: [pick.parentLabel], parameters: try JSONValue(encoding: parameters),
                    note: pick.words)
            }, skipped: [])
        if (try? shelf.proposal(growth.id)) != proposal { try shelf.keep(proposal) }
        let pictures = try GrowPictures(workspace)
        try shelf.draw(proposal, phase: "making images", reporting: reporter) { candidate in
            let pick = picks[candidate.index]
            return try pictures.picture(of: pick.digest, pick.parameters)
        }
    }
}

extension Growth.Pick {
    /// `Rotate, Shift; for 812 (viii taken for vii) in round 1`.
    var words: String {
        let whom = near.prefix(3).map { "\($0.sample), taken for \($0.predicted)" }.joined(separator: "; ")
        return "\(note) · near \(whom)\(near.count > 3 ? "; \(near.count - 3) more" : "")"
    }
}
