import ArgumentParser
import Dataset
import Workbench

/// `tessera findings later IDS`
struct FindingsLaterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "later", abstract: "Put findings off; they stay out of the list until asked for.")

    @OptionGroup var choice: FindingChoiceOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let judged = try workspace.judge(
            VerdictRequest(
                author: author.name, findings: try choice.ids(in: workspace), verdict: .later, reason: choice.reason))
        try VerdictOutput(judged, in: workspace).print(common)
    }
}
