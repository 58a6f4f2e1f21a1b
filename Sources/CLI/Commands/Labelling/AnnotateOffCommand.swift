import ArgumentParser
import Dataset

/// `tessera annotate off`
struct AnnotateOffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "off",
        abstract: "Let an answer be the label at once, as before.",
        discussion: "No answer is lost: `tessera annotate on` has them again.")

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        try workspace.setLabellingRules(LabellingRules(), author: author.name)
        let output = try LabellingOutput(workspace)
        try common.print(output) { output.text }
    }
}
