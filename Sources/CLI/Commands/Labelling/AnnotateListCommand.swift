import ArgumentParser
import Dataset
import Workbench

/// `tessera annotate list`
struct AnnotateListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the answers that hold: who said what of which sample.",
        discussion: "With --csv it is the table that `tessera agreement FILE` and other programs read.")

    @Option(help: ArgumentHelp("Only theirs.", valueName: "name"))
    var person: String?

    @Flag(help: "Print the labels as CSV: sample, path, person, label, confidence, reason, at.")
    var csv = false

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let answers: [Answer]
    }

    func run() throws {
        let workspace = try common.open()
        let answers = try workspace.answers(by: person, limit: .max)
        guard csv, !common.json else {
            return try common.print(Output(answers: answers)) {
                var table = Table(["sample", "person", "answer", "sure", "when", "reason"], numbers: [0, 3])
                for answer in answers {
                    table.add([
                        "\(answer.sample)", answer.person, answer.label ?? answer.kind.rawValue,
                        answer.confidence.map { "\($0)" } ?? "", answer.at, answer.reason ?? "",
                    ])
                }
                return answers.isEmpty ? "Nobody has answered yet." : table.text
            }
        }
        let labels = answers.filter { $0.label != nil }
        let paths = Dictionary(
            uniqueKeysWithValues: try workspace.samples(Array(Set(labels.map(\.sample)))).map { ($0.id, $0.path) })
        Console.print(CSV.line(["sample", "path", "person", "label", "confidence", "reason", "at"]))
        for answer in labels {
            Console.print(
                CSV.line([
                    "\(answer.sample)", paths[answer.sample] ?? "", answer.person, answer.label ?? "",
                    answer.confidence.map { "\($0)" } ?? "", answer.reason ?? "", answer.at,
                ]))
        }
    }
}
