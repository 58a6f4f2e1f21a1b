import ArgumentParser
import Dataset

/// `tessera classes move NAME POSITION`
struct ClassesMoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move a class to another place in the label book.")

    @Argument(help: "Its name.")
    var name: String

    @Argument(help: "Its new place; the first is 1.")
    var position: Int

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard position > 0 else { throw Misuse("The first place is 1.") }
        let workspace = try common.open()
        let entry = try workspace.classNamed(name)
        let output = ChangeOutput(try workspace.moveClass(entry.id, to: position - 1, author: author.name))
        try common.print(output) { output.text }
    }
}
