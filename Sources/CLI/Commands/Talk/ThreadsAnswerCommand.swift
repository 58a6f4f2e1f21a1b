import ArgumentParser
import Dataset

/// `tessera threads answer ID TEXT`
struct ThreadsAnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Say something in a thread: an answer, a note, or a further question.",
        discussion: "An answer makes the thread answered, a question opens it again, a note leaves it as it is.")

    @Argument(help: "The number of the thread.")
    var id: Int64

    @Argument(help: "What to say; may be left out where --label says it.")
    var text: String?

    @Option(help: ArgumentHelp("The class that the answer names.", valueName: "class"))
    var label: String?

    @Flag(help: "It is a note and no answer.")
    var note = false

    @Flag(help: "It is a further question.")
    var question = false

    @Option(
        help: ArgumentHelp("Somebody whom it is put to; may be given more than once.", valueName: "person"))
    var mention: [String] = []

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !(note && question) else { throw Misuse("--note and --question cannot both be meant.") }
        guard text != nil || label != nil else { throw Misuse("Say something: a text, --label, or both.") }
        let kind: ThreadMessage.Kind = note ? .note : question ? .question : .answer
        let thread = try common.open().reply(
            to: id, kind: kind, text: text ?? "", label: label, mentions: mention, author: author.name)
        try common.print(thread) { "Thread \(thread.id) is \(thread.state.rawValue)." }
    }
}
