import ArgumentParser
import Dataset
import Workbench

/// `tessera recipes list`
struct RecipesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the recipes.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let recipes: [RecipeOutput]
    }

    func run() throws {
        let recipes = try common.open().recipes().map(RecipeOutput.init)
        try common.print(Output(recipes: recipes)) {
            recipes.isEmpty
                ? "There is no recipe yet. `tessera recipes save NAME FILE` adds one." : RecipeOutput.table(recipes)
        }
    }
}
