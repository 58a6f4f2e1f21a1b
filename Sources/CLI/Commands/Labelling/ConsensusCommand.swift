import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera consensus [FILE]`
struct ConsensusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus",
        abstract: "Say what people agree on, and make it the labels.",
        discussion: """
            Only shows what would change; --apply does it, as one change that `tessera undo` takes back. With a FILE it \
            needs no workspace: the consensus of each item of a CSV (item, person, label).
            """)

    @Argument(help: "A table of answers instead of the workspace.", completion: .file(extensions: ["csv"]))
    var file: String?

    @Option(
        help: ArgumentHelp(
            "How: \(ConsensusMethod.allCases.map(\.rawValue).joined(separator: ", ")).",
            discussion: "dawid-skene learns from the answers how far each person is to be trusted with each class.",
            valueName: "method"))
    var method = ConsensusMethod.majority.rawValue

    @Option(
        help: ArgumentHelp("How much a person counts, with --method weighted; else 1.", valueName: "name=number"))
    var weight: [String] = []

    @Option(help: ArgumentHelp("Answers that a sample needs.", valueName: "count"))
    var minAnswers = 2

    @Option(help: ArgumentHelp("The probability that the likeliest class needs, 0 to 1.", valueName: "number"))
    var minProbability = 0.5

    @Flag(help: "Make it the labels.")
    var apply = false

    @Option(help: ArgumentHelp("Why; it is kept with the change.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let consensus: ConsensusReport
        let applied: ChangeOutput?
    }

    func run() throws {
        let options = try options()
        if let file {
            guard !apply else { throw Misuse("--apply is for a workspace. Leave the file out.") }
            return try ConsensusOfFile(options: options, common: common).run(file)
        }
        let consensus = FindConsensus(workspace: try common.open(), options: options)
        let report = try consensus.report()
        let applied =
            apply && !report.changes.isEmpty
            ? ChangeOutput(try consensus.apply(author: author.name, seen: report.basis, reason: reason)) : nil
        try common.print(Output(consensus: report, applied: applied)) { Self.text(report, applied) }
    }

    private func options() throws -> ConsensusOptions {
        guard let method = ConsensusMethod(rawValue: method) else {
            throw Misuse("--method is one of \(ConsensusMethod.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        var weights: [String: Double] = [:]
        for assignment in weight {
            guard let separator = assignment.lastIndex(of: "="),
                let number = Double(assignment[assignment.index(after: separator)...])
            else { throw Misuse("--weight \(assignment) is no name=number. Write it like --weight Ada=2.") }
            weights[String(assignment[..<separator])] = number
        }
        do {
            return try ConsensusOptions(
                method: method, weights: weights, minAnswers: minAnswers, minProbability: minProbability)
        } catch {
            throw Misuse("\(error)")
        }
    }

    private static let shown = 20

    private static func text(_ report: ConsensusReport, _ applied: ChangeOutput?) -> String {
        var lines = [
            "\(Words.count(report.considered, "sample")) with \(report.options.minAnswers) answers or more: "
                + "\(Words.count(report.confirmed)) have the label that people agree on, "
                + "\(Words.count(report.changes.count)) would get it, \(Words.count(report.open.count)) stay open.", "",
        ]
        if report.people.contains(where: { $0.accuracy != nil }) {
            var people = Table(["person", "answers", "right"], numbers: [1, 2])
            for person in report.people {
                people.add([
                    person.name, Words.count(person.answers), person.accuracy.map { String(format: "%.2f", $0) } ?? "",
                ])
            }
            lines += [people.text, ""]
        }
        if !report.changes.isEmpty {
            var changes = Table(["sample", "is", "would be", "probability", "answers"], numbers: [0, 3, 4])
            for change in report.changes.prefix(shown) {
                changes.add([
                    "\(change.sample)", change.from ?? "unlabelled", change.to,
                    String(format: "%.3f", change.probability), "\(change.answers)",
                ])
            }
            lines += [changes.text]
            if report.changes.count > shown { lines += ["… and \(Words.count(report.changes.count - shown)) more"] }
            lines += [""]
        }
        if !report.open.isEmpty {
            var open = Table(["open", "answers", "classes"], numbers: [0, 1])
            for each in report.open.prefix(shown) {
                let classes = each.classes.map { "\($0.label) \(String(format: "%.2f", $0.probability))" }
                open.add(["\(each.sample)", "\(each.answers)", classes.joined(separator: ", ")])
            }
            lines += [open.text, ""]
        }
        lines.append(
            applied?.text
                ?? (report.changes.isEmpty
                    ? "There is nothing to change."
                    : "Nothing was changed. With --apply it becomes one change."))
        return lines.joined(separator: "\n")
    }
}

/// The consensus of a file, item by item.
private struct ConsensusOfFile {
    let options: ConsensusOptions
    let common: CommonOptions

    func run(_ file: String) throws {
        let found = try ItemConsensus.find(in: AnswersFile(path: file).table(), options: options)
        try common.print(["items": found]) {
            var table = Table(["item", "label", "probability", "answers"], numbers: [2, 3])
            for item in found {
                table.add([
                    item.item, item.label ?? "open", String(format: "%.3f", item.probability), "\(item.answers)",
                ])
            }
            return table.text
        }
    }
}
