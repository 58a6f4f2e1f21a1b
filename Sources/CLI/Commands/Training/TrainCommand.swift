import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera train`
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train the fixed model on a version of the dataset and score it.",
        discussion: """
            The same trainer, version and seed give the same run, and a run that is there is not made again. Stopped \
            and started again, it goes on where it was.

            Example: tessera train --version v2 --seeds 3 --eval label_book
            """)

    @Option(
        help: ArgumentHelp(
            "The version, by its name (tessera tag) or the number of its last change; else the newest.",
            valueName: "version"))
    var version: String?

    @Option(
        help: ArgumentHelp("The trainer, as `tessera trainers` lists them; else the competition's.", valueName: "name"))
    var trainer: String?

    @Option(help: "With how many seeds.")
    var seeds = 1

    @Option(help: "Other than the trainer's; that makes it another trainer.")
    var epochs: Int?

    @Option(
        name: .customLong("eval"),
        help: ArgumentHelp(
            "Also score this: test, none (no split) or a tag, without what was trained on; may be given more than once.",
            valueName: "split|tag"))
    var evaluate: [String] = []

    @Option(
        help: ArgumentHelp(
            "Hold out train and val in this many parts in turn, for a prediction of every sample by a model that has not seen it.",
            valueName: "k"))
    var folds: Int?

    @Option(
        help: ArgumentHelp(
            "As if a batch had not been made: a tag, whose samples are not trained on, or changes, such as 12-20.",
            valueName: "tag|changes"))
    var without: [String] = []

    @Option(
        help: ArgumentHelp(
            "As if a batch had been made: a tag, whose samples outside all splits or in the trash are trained on, or changes after the version.",
            valueName: "tag|changes"))
    var with: [String] = []

    @Flag(help: "Train even where the same run is there.")
    var again = false

    @Option(help: ArgumentHelp("Kept with the runs.", valueName: "text"))
    var note: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...TrainModel.mostSeeds).contains(seeds) else {
            throw Misuse("--seeds must be 1 to \(TrainModel.mostSeeds).")
        }
        guard epochs.map((1...10_000).contains) ?? true else { throw Misuse("--epochs must be 1 to 10,000.") }
        guard folds.map((2...TrainModel.mostFolds).contains) ?? true else {
            throw Misuse("--folds must be 2 to \(TrainModel.mostFolds).")
        }
        let workspace = try common.open()
        let useCase = TrainModel(
            version: version, trainer: trainer, seeds: seeds, epochs: epochs, evaluate: evaluate, folds: folds ?? 0,
            whatIf: WhatIf(without: without.map(WhatIf.Batch.init), with: with.map(WhatIf.Batch.init)), again: again,
            note: note)
        let group = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        try common.print(TrainOutput(group, in: workspace)) { RunText(group).text }
    }
}

/// The runs of a training, with whole paths.
struct TrainOutput: Encodable {
    let group: RunGroup
    let folder: URL

    init(_ group: RunGroup, in workspace: Workspace) {
        self.group = group
        folder = workspace.directory.root
    }

    private enum Key: String, CodingKey {
        case predictions
    }

    func encode(to encoder: any Encoder) throws {
        try group.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        let places = group.runs.map { ["run": String($0.id), "folder": folder.appendingPathComponent($0.files).path] }
        try container.encode(places, forKey: .predictions)
    }
}
