import ArgumentParser
import Dataset

/// `tessera log`
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show the history: who changed what, when and why, newest first.")

    @Option(name: [.short, .long], help: "How many changes at most.")
    var limit = 20

    @Option(help: ArgumentHelp("Only changes older than this one.", valueName: "change"))
    var before: Int64?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let changes: [Change]
    }

    func run() throws {
        guard limit > 0 else { throw Misuse("--limit must be 1 or more.") }
        let changes = try common.open().changes(before: before, limit: limit)
        try common.print(Output(changes: changes)) {
            var table = Table(["change", "when", "by", "what", "why"], numbers: [0])
            for change in changes {
                let undone = change.undoneBy.map { " (undone by \($0))" } ?? ""
                table.add([String(change.id), change.at, change.author, change.summary + undone, change.reason ?? ""])
            }
            return changes.isEmpty ? "Nothing was changed yet." : table.text
        }
    }
}
