import ArgumentParser
import Dataset
import Workbench

/// `tessera findings accept IDS`
struct FindingsAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Say that findings are right, and do what they suggest, as one change.",
        discussion: """
            Example: tessera findings accept 12,14-20 --reason "seen with Ada"

            `tessera findings withdraw` or `tessera undo` takes it back.
            """)

    @OptionGroup var choice: FindingChoiceOptions

    @Option(help: ArgumentHelp("Give the samples this label instead of the suggested one.", valueName: "class"))
    var label: String?

    @Flag(help: "Put the samples in the trash instead of what is suggested.")
    var trash = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        var set: CellChanges?
        if label != nil || trash {
            set = CellChanges(label: label.map { .set($0) } ?? .unchanged, state: trash ? .trashed : nil)
        }
        let workspace = try common.open()
        let judged = try workspace.judge(
            VerdictRequest(
                author: author.name, findings: try choice.ids(in: workspace), verdict: .accept, set: set,
                reason: choice.reason))
        try VerdictOutput(judged, in: workspace).print(common)
    }
}
