import ArgumentParser
import Dataset

/// `tessera annotate add`
struct AnnotateAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Say what samples are, in your name; or skip or flag them.",
        discussion: "Example: tessera annotate add --ids 12,40 --label iii --confidence 0.8 --author Ada")

    @Option(help: ArgumentHelp("The samples: 1,2,10-20.", valueName: "ids"))
    var ids: IDList

    @Option(help: ArgumentHelp("What they are.", valueName: "class"))
    var label: String?

    @Flag(help: "You cannot say.")
    var skip = false

    @Flag(help: "Somebody should look at them: they get the tag flagged.")
    var flag = false

    @Option(help: ArgumentHelp("How sure you are, 0 to 1.", valueName: "number"))
    var confidence: Double?

    @Option(help: ArgumentHelp("Why; it is kept with the answer.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard [label != nil, skip, flag].count(where: { $0 }) == 1 else {
            throw Misuse("Say one thing: --label, --skip or --flag.")
        }
        let kind: Answer.Kind? = skip ? .skip : flag ? .flag : nil
        let requests = ids.ids.map {
            AnswerRequest(sample: $0, label: label, kind: kind, confidence: confidence, reason: reason)
        }
        let output = AnswerOutput(try common.open().answer(requests, by: author.name))
        try common.print(output) { output.text }
    }
}

/// What became of answers.
struct AnswerOutput: Encodable {
    let answers: [Answer]
    let change: Change?

    init(_ outcome: AnswerOutcome) {
        answers = outcome.answers
        change = outcome.change?.change
    }

    var text: String {
        let kept = "\(Words.count(answers.count, "answer")) kept"
        return change.map { "\(kept). Change \($0.id): \($0.summary)" } ?? "\(kept); the labels are as they were."
    }
}
