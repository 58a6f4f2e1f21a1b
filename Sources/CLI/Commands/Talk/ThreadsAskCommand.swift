import ArgumentParser
import Dataset
import Workbench

/// `tessera threads ask QUESTION`
struct ThreadsAskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask a question on samples, a class or a pair of classes.",
        discussion: """
            Example: tessera threads ask "Is this a IV or a VI, @Livia?" --ids 12,13 --class iv --class vi

            Those whom the question mentions find it in their inbox: @Livia, or @"Prof. Livia" where a name has blanks.
            """)

    @Argument(help: "The question.")
    var question: String

    @Option(help: ArgumentHelp("The samples: 1,2,10-20.", valueName: "ids"))
    var ids: IDList?

    @OptionGroup var filter: FilterOptions

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("The class that it is about; twice for a pair of classes.", valueName: "class"))
    var labels: [String] = []

    @Option(
        help: ArgumentHelp("Somebody whom it is put to; may be given more than once.", valueName: "person"))
    var mention: [String] = []

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard labels.count <= 2 else { throw Misuse("A question is about one class or two: --class at most twice.") }
        guard ids == nil || filter.conditions.isEmpty else {
            throw Misuse("Name the samples by --ids or by --where, not by both.")
        }
        guard ids != nil || !filter.conditions.isEmpty || !labels.isEmpty else {
            throw Misuse("Say what the question is about: --ids, --where or --class.")
        }
        let workspace = try common.open()
        let samples =
            try ids?.ids ?? (filter.conditions.isEmpty ? [] : workspace.sampleIDs(matching: filter.query()))
        if !filter.conditions.isEmpty, samples.isEmpty {
            throw JobFailure(code: "no-subject", message: "No sample is like that. Nothing was asked.")
        }
        let thread = try workspace.ask(
            ThreadQuestion(question, samples: samples, classes: labels, mentions: mention), author: author.name)
        try common.print(thread) { "Thread \(thread.id): \(ThreadText.about(thread))" }
    }
}
