import ArgumentParser
import Dataset

/// `tessera conflicts`
struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "List the cells that two copies had set to different values, and decide them.",
        discussion: "Example: tessera conflicts 3 4 --theirs")

    @Argument(help: ArgumentHelp("The conflicts to decide; without, they are listed.", valueName: "id"))
    var ids: [Int64] = []

    @Flag(help: "Ours stays.")
    var ours = false

    @Flag(help: "Theirs is set, by a change of its own.")
    var theirs = false

    @Flag(help: "List those that are decided, too.")
    var all = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let conflicts: [MergeConflict]
    }

    func run() throws {
        guard ours != theirs || ids.isEmpty else { throw Misuse("Say which holds: --ours or --theirs.") }
        guard !ids.isEmpty || !(ours || theirs) else { throw Misuse("Say which conflicts, by their numbers.") }
        let workspace = try common.open()
        for id in ids { _ = try workspace.decideConflict(id, ours ? .ours : .theirs, author: author.name) }
        let listed = try workspace.conflicts(isOpen: !all)
        try common.print(Output(conflicts: listed)) {
            listed.isEmpty ? "No conflict is open." : ConflictText.table(listed)
        }
    }
}
