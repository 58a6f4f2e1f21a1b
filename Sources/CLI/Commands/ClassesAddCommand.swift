import ArgumentParser
import Dataset

/// `tessera classes add NAME`
struct ClassesAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a class at the end.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let output = ChangeOutput(try common.open().addClass(name, author: author.name))
        try common.print(output) { output.text }
    }
}
