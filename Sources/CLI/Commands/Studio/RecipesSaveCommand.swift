import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera recipes save NAME FILE`
struct RecipesSaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: "Keep a recipe from its JSON file, as the next version of its name.",
        discussion: """
            Example of a file: {"transforms": [{"kind": "mirror-horizontal", "probability": 0.5}, {"kind": "rotate", \
            "degrees": [-8, 8]}], "goal": {"perClass": 250}, "source": ["split=train"], "seed": 42}

            docs/transforms.md names the transforms.
            """)

    @Argument(help: "The name of the recipe.")
    var name: String

    @Argument(help: "The JSON file; - is standard input.")
    var file: String

    @Option(help: ArgumentHelp("What is different in this version.", valueName: "text"))
    var note: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let recipe: RecipeOutput
    }

    func run() throws {
        let workspace = try common.open()
        let data =
            file == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: file))
        let recipe = try JSONDecoder().decode(Recipe.self, from: data)
        let saved = try RecipeShelf(workspace).save(recipe, name: name, note: note, author: author.name)
        try common.print(Output(recipe: RecipeOutput(saved))) {
            "\(saved.name) is saved as version \(saved.version). See what it makes: tessera augment \"\(saved.name)\" --preview sheet.png"
        }
    }
}
