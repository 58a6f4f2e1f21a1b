import ArgumentParser
import Dataset
import Workbench

/// `tessera undo`
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a change back; it stays in the history, and redo does it again.")

    @Argument(help: "The number of the change, as `tessera log` shows it; else your latest.")
    var change: Int64?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let applied = try common.open().undo(author: author.name, change: change) else {
            throw JobFailure(
                code: "nothing-to-undo",
                message:
                    "There is no change of \(author.name) to undo. `tessera log` lists all; name one by its number.")
        }
        let output = ChangeOutput(applied)
        try common.print(output) { output.text }
    }
}
