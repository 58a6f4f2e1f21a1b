import ArgumentParser

/// The saved recipes.
struct RecipesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipes",
        abstract: "List, show, save or remove recipes: what `tessera augment` makes.",
        discussion: "Without a word after it, it lists.",
        subcommands: [
            RecipesListCommand.self, RecipesShowCommand.self, RecipesSaveCommand.self, RecipesRemoveCommand.self,
        ], defaultSubcommand: RecipesListCommand.self)
}
