public import Dataset
import Foundation
import Matrices
import Scoring

/// Trains a version with one or more seeds, or out of sample by folds, and keeps each run with all it tells.
///
/// A run of the same trainer, version, what-if and seed that is there already is not made again. Stopped anywhere, also
/// by kill -9, and started again, it comes to the same result as undisturbed.
public struct TrainModel: UseCase {
    public static let kind = "train"

    /// The name of a version or the number of a change; nil is the newest.
    public let version: String?
    /// The name of a trainer; nil is the competition's.
    public let trainer: String?
    public let seeds: Int
    /// Other than the trainer's.
    public let epochs: Int?
    /// What to score besides train and val: `test`, `none` or tags.
    public let evaluate: [String]
    /// 0, or in how many folds train and val are held out in turn.
    public let folds: Int
    public let whatIf: WhatIf
    /// Train even where the same run is there.
    public let again: Bool
    public let note: String?

    public init(
        version: String? = nil, trainer: String? = nil, seeds: Int = 1, epochs: Int? = nil, evaluate: [String] = [],
        folds: Int = 0, whatIf: WhatIf = WhatIf(), again: Bool = false, note: String? = nil
    ) {
        self.version = version
        self.trainer = trainer
        self.seeds = seeds
        self.epochs = epochs
        self.evaluate = evaluate
        self.folds = folds
        self.whatIf = whatIf
        self.again = again
        self.note = note
    }

    private enum CodingKeys: String, CodingKey {
        case version, trainer, seeds, epochs, evaluate, folds, without, with, again, note
    }

    public static let mostSeeds = 100
    public static let mostFolds = 50

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
        let folds = try number(.folds, 0...Self.mostFolds) ?? 0
        guard folds != 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .folds, in: values, debugDescription: "it must be 2 or more.")
        }
        self.init(
            version: try values.decodeIfPresent(String.self, forKey: .version),
            trainer: try values.decodeIfPresent(String.self, forKey: .trainer),
            seeds: try number(.seeds, 1...Self.mostSeeds) ?? 1, epochs: try number(.epochs, 1...10_000),
            evaluate: try values.decodeIfPresent([String].self, forKey: .evaluate) ?? [], folds: folds,
            whatIf: WhatIf(
                without: try values.decodeIfPresent([WhatIf.Batch].self, forKey: .without) ?? [],
                with: try values.decodeIfPresent([WhatIf.Batch].self, forKey: .with) ?? []),
            again: try values.decodeIfPresent(Bool.self, forKey: .again) ?? false,
            note: try values.decodeIfPresent(String.self, forKey: .note))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(version, forKey: .version)
        try values.encodeIfPresent(trainer, forKey: .trainer)
        try values.encode(seeds, forKey: .seeds)
        try values.encodeIfPresent(epochs, forKey: .epochs)
        try values.encode(evaluate, forKey: .evaluate)
        try values.encode(folds, forKey: .folds)
        try values.encode(whatIf.without, forKey: .without)
        try values.encode(whatIf.with, forKey: .with)
        try values.encode(again, forKey: .again)
        try values.encodeIfPresent(note, forKey: .note)
    }

    /// "The newest version" is the one that is the newest now, also when the job is started again tomorrow.
    public func settled(in workspace: Workspace) throws -> TrainModel {
        TrainModel(
            version: String(try workspace.change(ofVersion: version)), trainer: trainer, seeds: seeds, epochs: epochs,
            evaluate: evaluate, folds: folds, whatIf: whatIf, again: again, note: note)
    }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> RunGroup {
        reporter.report(phase: "reading the version", done: 0, total: nil)
        let shelf = TrainerShelf(workspace)
        var specification = try shelf.trainer(trainer)
        if let epochs { specification = specification.with(epochs: epochs) }
        let set = try TrainingSet(workspace, change: workspace.change(ofVersion: version), whatIf: whatIf)
        try validate(set, budget: specification.imageBudget)
        let digest = try shelf.keep(specification, author: reporter.author)
        let key = RunKey(trainer: digest, change: set.change, variation: try whatIf.key, folds: folds)
        let training = RunTraining(
            workspace: workspace, reporter: reporter, specification: specification, set: set, key: key,
            seeds: (0..<UInt64(seeds)).map { specification.seed &+ $0 }, again: again, note: note)
        let ids = try training.run()
        return try RunLibrary(workspace: workspace).group(ids, evaluating: evaluate)
    }

    private func validate(_ set: TrainingSet, budget: Int) throws {
        if folds > 0 {
            let pool = set.train.count + set.val.count
            guard set.classes.count > 1 else { throw TrainingError.oneClass(set.classes.count) }
            guard pool <= budget else { throw TrainingError.overBudget(images: pool, budget: budget) }
            guard pool >= 2 * folds else { throw TrainingError.tooFewForFolds(pool, folds: folds) }
        } else {
            try set.validate(budget: budget)
        }
        for name in evaluate where set.members.allSatisfy({ !ScoredSet(name).contains($0) }) {
            throw TrainingError.emptySet(name)
        }
    }
}
