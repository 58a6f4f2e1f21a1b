import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera recipes show NAME`
struct RecipesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a recipe: its JSON, as `recipes save` takes it, and its versions.")

    @Argument(help: "The recipe.")
    var name: String

    @Option(help: ArgumentHelp("Another version than the newest.", valueName: "n"))
    var version: Int?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let recipe: RecipeOutput
        let versions: [RecipeOutput]
    }

    func run() throws {
        let workspace = try common.open()
        let versions = try workspace.recipeVersions(name).map(RecipeOutput.init)
        let shown = try RecipeOutput(workspace.recipe(name, version: version))
        try common.print(Output(recipe: shown, versions: versions)) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(shown.recipe), as: UTF8.self)
        }
        if !common.json, !common.quiet { Console.say(RecipeOutput.table(versions)) }
    }
}
