public import ArgumentParser
import Dataset
import Foundation
public import Workbench

/// `tessera grow run`
struct GrowRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Choose candidates near what the fixed model gets wrong in val, train on them, and again.",
        discussion: """
            Candidates are made of train images alone. Each val sample that the fixed model gets wrong brings in the \
            candidates of its class that look most like it. The rounds end when val gains nothing more, and what the \
            best round was trained on is proposed; nothing is added before it is accepted. Stopped and started again, it \
            goes on from its last round.

            Example: tessera grow --recipe shakes --dismantle --seeds 3 --epochs 30 --html grown.html
            """)

    @Option(help: ArgumentHelp("Make candidates by this saved recipe (`tessera recipes`).", valueName: "name"))
    var recipe: String?

    @Option(help: ArgumentHelp("Another version of it than the newest.", valueName: "n"))
    var version: Int?

    @Option(help: ArgumentHelp("Candidates that the recipe makes of each train image.", valueName: "n"))
    var copies = GrowDataset().copies

    @Flag(help: "Make candidates also by taking drawings apart, by the chains of the label book.")
    var dismantle = false

    @Option(
        help: ArgumentHelp("The trainer, as `tessera trainers` lists them; else the competition's.", valueName: "name"))
    var trainer: String?

    @Option(help: "Other than the trainer's; that makes it another trainer.")
    var epochs: Int?

    @Option(help: "With how many seeds each round trains; a val sample is wrong where their mean is.")
    var seeds = GrowDataset().seeds

    @Option(help: ArgumentHelp("The embedding that says what is near; else the dataset's.", valueName: "name"))
    var model: String?

    @Option(help: ArgumentHelp("Candidates for each wrong sample in a round.", valueName: "n"))
    var perSample = GrowDataset().perSample

    @Option(help: ArgumentHelp("Candidates in a round, at most.", valueName: "n"))
    var perRound = GrowDataset().perRound

    @Option(help: ArgumentHelp("Candidates in all, at most; else what is left of the budget.", valueName: "n"))
    var most: Int?

    @Option(
        help: "Which candidates of its class a wrong sample gets: nearest, or chance, to see what nearness is worth.")
    var choice = GrowDataset.Choice.nearest

    @Option(help: "Rounds, at most.")
    var rounds = GrowDataset().rounds

    @Option(help: ArgumentHelp("Rounds without a gain that end it.", valueName: "n"))
    var patience = GrowDataset().patience

    @Option(
        help: ArgumentHelp(
            "Of candidates that look more alike than this (cosine distance) one is taken.", valueName: "distance"))
    var apart = GrowDataset().apart

    @Option(
        help: ArgumentHelp(
            "Train images with this tag are no parents; may be given more than once. Else label_book.",
            valueName: "tag"))
    var never: [String] = []

    @Option(help: ArgumentHelp("Write a report with pictures: what was added, and why.", valueName: "file"))
    var html: String?

    @Flag(help: "Accept all that is proposed, unseen.")
    var accept = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let growth: GrowthOverview
        let report: String?
        let applied: ChangeOutput?
    }

    private func check() throws {
        func demand(_ number: Int?, _ range: ClosedRange<Int>, _ name: String) throws {
            guard number.map(range.contains) ?? true else {
                throw Misuse("--\(name) must be \(range.lowerBound) to \(range.upperBound).")
            }
        }
        guard recipe != nil || dismantle else {
            throw Misuse("Say of what candidates are made: --recipe NAME, --dismantle, or both.")
        }
        try demand(copies, 1...GrowDataset.mostCopies, "copies")
        try demand(epochs, 1...10_000, "epochs")
        try demand(seeds, 1...TrainModel.mostSeeds, "seeds")
        try demand(perSample, 1...GrowDataset.mostPerSample, "per-sample")
        try demand(perRound, 1...1_000_000, "per-round")
        try demand(most, 1...1_000_000, "most")
        try demand(rounds, 1...GrowDataset.mostRounds, "rounds")
        try demand(patience, 1...GrowDataset.mostRounds, "patience")
        guard (0...2).contains(apart) else { throw Misuse("--apart must be 0 to 2.") }
    }

    func run() async throws {
        try check()
        let workspace = try common.open()
        let done = try await JobRun(workspace: workspace, common: common)(
            GrowDataset(
                recipe: recipe, recipeVersion: version, copies: copies, dismantle: dismantle, trainer: trainer,
                epochs: epochs, seeds: seeds, model: model, perSample: perSample, perRound: perRound, most: most,
                choice: choice, rounds: rounds, patience: patience, apart: apart,
                never: never.isEmpty ? GrowDataset().never : never), author: author.name)
        let growth = try GrowthShelf(workspace).growth(done.growth)
        var report: String?
        if let html {
            report = try await GrowthText.write(
                growth, of: workspace, to: URL(fileURLWithPath: html).standardizedFileURL, quiet: common.quiet)
        }
        let applied =
            try accept
            ? growth.proposal.map { id in
                ChangeOutput(try ProposalShelf(workspace).accept(id, author: author.name))
            } : nil
        let overview = try GrowthOverview(growth, withPicks: true, in: workspace)
        try common.print(Output(growth: overview, report: report, applied: applied)) {
            [GrowthText(overview).text, report.map { "The report is \($0)." }, applied?.text].compactMap(\.self)
                .joined(separator: "\n")
        }
    }
}

extension GrowDataset.Choice: ExpressibleByArgument {}
