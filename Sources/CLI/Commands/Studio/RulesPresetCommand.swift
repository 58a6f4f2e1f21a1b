import ArgumentParser
import Dataset
import Workbench

/// `tessera rules preset NAME`
struct RulesPresetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preset",
        abstract: "Set the rules of Roman numerals for the classes that are named by one.",
        discussion:
            "roman: mirrored iv is vi and vi is iv, vii, viii and ix have no mirror image, and so on; see docs/studio.md."
    )

    @Argument(help: "roman.")
    var name: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let set = Set(try StudioRules(workspace).apply(preset: name, author: author.name))
        let output = RulesOutput(try workspace.classRules().filter { set.contains($0.name) })
        try common.print(output) { output.text }
    }
}
