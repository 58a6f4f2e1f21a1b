import ArgumentParser
import Foundation
import Workbench

/// `tessera rules propose`
struct RulesProposeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Mirror images of every class and see which class they look like.",
        discussion: "Nothing is set: `tessera rules set` does that, once somebody has looked. Needs `tessera embed`.")

    @Option(help: ArgumentHelp("Images of each class, at most.", valueName: "n"))
    var perClass = 60

    @Option(help: "Which images are drawn by chance.")
    var seed: UInt64 = 42

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try common.open()
        let report = try await JobRun(workspace: workspace, common: common)(
            ProposeRules(perClass: perClass, seed: seed), author: author.name)
        try common.print(report) {
            var table = Table(
                ["class", "transform", "proposed", "share", "as they are", "images"], numbers: [3, 4, 5])
            for one in report.proposals {
                table.add([
                    one.label, one.transform, one.becomes.map { "becomes \($0)" } ?? one.outcome,
                    one.share.formatted(.percent.precision(.fractionLength(0))),
                    one.shareAsTheyAre.formatted(.percent.precision(.fractionLength(0))), "\(one.images)",
                ])
            }
            return report.proposals.isEmpty ? "No class has enough images with an embedding." : table.text
        }
    }
}
