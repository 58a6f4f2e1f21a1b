import ArgumentParser
import Dataset
import Workbench

/// `tessera findings withdraw IDS`
struct FindingsWithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take verdicts back; what an acceptance changed is undone.")

    @Argument(help: ArgumentHelp("The findings: 1,2,10-20.", valueName: "ids"))
    var ids: IDList

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let judged = try workspace.withdrawVerdicts(of: ids.ids, author: author.name)
        try VerdictOutput(judged, in: workspace).print(common)
    }
}
