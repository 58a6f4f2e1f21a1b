import ArgumentParser
import Dataset
import Workbench

/// `tessera redo`
struct RedoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Do again what you undid last.")

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let applied = try common.open().redo(author: author.name) else {
            throw JobFailure(
                code: "nothing-to-redo", message: "There is nothing that \(author.name) undid. Nothing was changed.")
        }
        let output = ChangeOutput(applied)
        try common.print(output) { output.text }
    }
}
