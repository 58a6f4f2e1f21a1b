import ArgumentParser
import Dataset
import Workbench

/// `tessera project`
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Lay the images out on a map (UMAP) and in an order of likeness.",
        discussion: "The same embedding, settings and seed give the same map, whatever the number of cores.")

    @Option(help: "Another seed gives another, equally good map.")
    var seed: UInt64 = 42

    @Option(
        help: ArgumentHelp(
            "The embedding; several joined by +.", discussion: "Else the built-in ones that are there.",
            valueName: "model"))
    var model: String?

    @Option(
        name: .customLong("neighbors"),
        help: ArgumentHelp(
            "How many neighbours make a neighbourhood: more shows the large, fewer the small.", valueName: "n"))
    var neighborCount = 15

    @Option(help: ArgumentHelp("How near points may lie: 0 packs them, 1 spreads them.", valueName: "distance"))
    var minDist = 0.1

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard neighborCount >= 2 else { throw Misuse("--neighbors must be 2 or more.") }
        guard (0...1).contains(minDist) else { throw Misuse("--min-dist must be between 0 and 1.") }
        let useCase = ProjectEmbedding(model: model, seed: seed, nNeighbors: neighborCount, minDist: minDist)
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            let info = report.projection
            return "projection \(info.id): \(info.method) of \(info.model), \(Words.count(info.count, "image")), "
                + "seed \(info.seed)" + (report.wasThere ? " (was there already)" : "")
        }
    }
}
