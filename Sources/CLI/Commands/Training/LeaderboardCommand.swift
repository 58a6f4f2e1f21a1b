import ArgumentParser
import Scoring
import Workbench

/// `tessera leaderboard`
struct LeaderboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaderboard",
        abstract: "Rank the versions by what the fixed model makes of them.",
        discussion: "Only runs of the same trainer are compared; each trainer has its own board.")

    @Option(help: ArgumentHelp("What decides: val, test, none or a tag.", valueName: "split|tag"))
    var by = "val"

    @Option(help: ArgumentHelp("The board of this trainer only.", valueName: "name"))
    var trainer: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let found = try RunLibrary(workspace: common.open()).leaderboard(by: by, trainer: trainer)
        try common.print(found) {
            guard !found.boards.isEmpty else { return "No finished run has a score on \(by) yet: `tessera train`." }
            return found.boards.map { board in
                var table = Table(
                    ["", "version", "runs", "seeds", found.set, "95 %", "train images", "note"], numbers: [0, 3, 4, 6])
                for (place, group) in board.entries.enumerated() {
                    let mean = group.mean[found.set]
                    table.add([
                        "\(place + 1)", group.title, group.runs.map { String($0.id) }.joined(separator: ","),
                        "\(mean?.seeds ?? 0)", RunText.percent(mean?.mean),
                        "\(RunText.percent(mean?.interval.low)) to \(RunText.percent(mean?.interval.high))",
                        Words.count(group.data.train), group.version.note ?? "",
                    ])
                }
                return "\(board.trainer.name)\n\n\(table.text)"
            }.joined(separator: "\n\n")
        }
    }
}
