import Dataset
import Imaging
import Workbench

/// A version of a recipe as JSON.
struct RecipeOutput: Encodable {
    let name: String
    let version: Int
    let recipe: Recipe
    let note: String?
    let author: String
    let at: String
    /// Active samples that were made with it.
    let derived: Int

    init(_ saved: SavedRecipe) throws {
        name = saved.name
        version = saved.version
        recipe = try RecipeShelf.read(saved)
        note = saved.note
        author = saved.author
        at = saved.at
        derived = saved.derived
    }

    static func table(_ recipes: [RecipeOutput]) -> String {
        var table = Table(["recipe", "version", "made", "when", "by", "transforms", "note"], numbers: [1, 2])
        for one in recipes {
            table.add([
                one.name, "\(one.version)", "\(one.derived)", one.at, one.author,
                one.recipe.transforms.map(\.kind.rawValue).joined(separator: " "), one.note ?? "",
            ])
        }
        return table.text
    }
}
