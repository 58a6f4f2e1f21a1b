import ArgumentParser
import Dataset

/// `tessera annotate on`
struct AnnotateOnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on",
        abstract: "Keep answers apart from the labels, until there is a consensus.",
        discussion: """
            Labels that are there stay as they are. What people answered before is there again. Given again with other \
            options, it changes them.
            """)

    @Option(help: ArgumentHelp("How many people to ask about each sample.", valueName: "count"))
    var answers = 2

    @Flag(help: "Hide the answers of others from who has not answered.")
    var hideOthers = false

    @Flag(help: "Count the labels that are there as the answers of one more person, \u{201C}as given\u{201D}.")
    var countGiven = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        try workspace.setLabellingRules(
            LabellingRules(
                keepsAnswersApart: true, hidesOthers: hideOthers, answersWanted: answers, countsGiven: countGiven),
            author: author.name)
        let output = try LabellingOutput(workspace)
        try common.print(output) { output.text }
    }
}
