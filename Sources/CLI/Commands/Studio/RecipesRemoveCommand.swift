import ArgumentParser
import Dataset
import Workbench

/// `tessera recipes remove NAME`
struct RecipesRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a recipe off the list; what was made with it stays.")

    @Argument(help: "The recipe.")
    var name: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let removed: String
    }

    func run() throws {
        try common.open().removeRecipe(name, author: author.name)
        try common.print(Output(removed: name)) { "The recipe \(name) is off the list." }
    }
}
