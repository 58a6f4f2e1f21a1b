import ArgumentParser
import Dataset
import Workbench

/// `tessera findings reject IDS`
struct FindingsRejectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Say that findings are wrong; no audit brings them back.")

    @OptionGroup var choice: FindingChoiceOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let judged = try workspace.judge(
            VerdictRequest(
                author: author.name, findings: try choice.ids(in: workspace), verdict: .reject, reason: choice.reason))
        try VerdictOutput(judged, in: workspace).print(common)
    }
}
