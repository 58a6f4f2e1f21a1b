public import ArgumentParser
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

    @Option(help: "umap, or pca: the principal components, which are quick and keep fewer neighbours.")
    var method = ProjectEmbedding.Method.umap

    @Option(
        help: ArgumentHelp(
            "Passes of the optimisation; else 500 for up to 10,000 images and 200 for more.", valueName: "n"))
    var epochs: Int?

    @Flag(help: "Draw images of one class together.")
    var supervised = false

    @Flag(help: "Place images that came since on the newest map; none of those on it moves.")
    var extend = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard neighborCount >= 2 else { throw Misuse("--neighbors must be 2 or more.") }
        guard (0...1).contains(minDist) else { throw Misuse("--min-dist must be between 0 and 1.") }
        guard (1...100_000).contains(epochs ?? 1) else { throw Misuse("--epochs must be between 1 and 100000.") }
        guard method == .umap || !supervised else { throw Misuse("--supervised is for UMAP, not for --method pca.") }
        guard !extend || (method == .umap && !supervised && epochs == nil) else {
            throw Misuse("--extend takes the settings of the map that is there; leave the others out.")
        }
        let useCase = ProjectEmbedding(
            model: model, method: method, seed: seed, nNeighbors: neighborCount, minDist: minDist, epochs: epochs,
            supervised: supervised, extend: extend)
        let report = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(report) {
            let info = report.projection
            return "projection \(info.id): \(info.method) of \(info.model), \(Words.count(info.count, "image")), "
                + "seed \(info.seed)" + Self.remark(report)
        }
    }

    private static func remark(_ report: ProjectEmbedding.Output) -> String {
        switch report.placed {
        case nil: report.wasThere ? " (was there already)" : ""
        case 0?: " (no image is waiting to be placed)"
        case let placed?: " (\(Words.count(placed, "image")) placed, the others are where they were)"
        }
    }
}

extension ProjectEmbedding.Method: ExpressibleByArgument {}
