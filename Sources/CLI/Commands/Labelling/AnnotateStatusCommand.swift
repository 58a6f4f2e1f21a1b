import ArgumentParser
import Dataset

/// `tessera annotate status`
struct AnnotateStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how labelling goes and how far it is.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let output = try LabellingOutput(common.open())
        try common.print(output) { output.text }
    }
}

/// How labelling goes and how far it is.
struct LabellingOutput: Encodable {
    let rules: LabellingRules
    let progress: LabellingProgress

    init(_ workspace: Workspace) throws {
        rules = try workspace.labellingRules()
        progress = try workspace.labellingProgress()
    }

    var text: String {
        var lines = [
            rules.keepsAnswersApart
                ? "Answers are kept apart from the labels; `tessera consensus` makes them labels."
                : "An answer is the label at once; `tessera annotate on` keeps answers apart.",
            "\(Words.count(rules.answersWanted, "answer")) wanted for each sample"
                + (rules.hidesOthers ? "; those of others are hidden until one has answered" : "")
                + (rules.countsGiven ? "; the labels that were there count as one" : "") + ".",
            "\(Words.count(progress.done)) of \(Words.count(progress.samples)) samples have them, "
                + "\(Words.count(progress.contested)) are contested.",
        ]
        if !progress.people.isEmpty {
            var table = Table(["person", "labels", "skipped", "flagged"], numbers: [1, 2, 3])
            for person in progress.people {
                table.add([
                    person.name, Words.count(person.labels), Words.count(person.skipped), Words.count(person.flagged),
                ])
            }
            lines += ["", table.text]
        }
        return lines.joined(separator: "\n")
    }
}
