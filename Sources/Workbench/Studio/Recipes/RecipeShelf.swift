public import Dataset
import Foundation

/// The recipes of a workspace, read and kept as what they are.
public struct RecipeShelf: Sendable {
    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Throws: `SavedRecipeError`, `EditError`.
    public func save(_ recipe: Recipe, name: String, note: String? = nil, author: String) throws -> SavedRecipe {
        try workspace.saveRecipe(name, definition: recipe.text(), note: note, author: author)
    }

    /// - Parameter version: nil is the newest.
    public func recipe(_ name: String, version: Int? = nil) throws -> (saved: SavedRecipe, recipe: Recipe) {
        let saved = try workspace.recipe(name, version: version)
        return (saved, try Self.read(saved))
    }

    public static func read(_ saved: SavedRecipe) throws -> Recipe {
        try JSONValue(text: saved.definition).decoded(as: Recipe.self)
    }
}
