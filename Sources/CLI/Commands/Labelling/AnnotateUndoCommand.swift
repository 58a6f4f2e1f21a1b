import ArgumentParser
import Dataset

/// `tessera annotate undo`
struct AnnotateUndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take your last answer back; what you said before holds again.")

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let output = AnswerOutput(try common.open().withdrawLastAnswer(by: author.name))
        try common.print(output) {
            let samples = output.answers.map { "\($0.sample)" }.joined(separator: ", ")
            return "Your answer to sample \(samples) is taken back."
        }
    }
}
