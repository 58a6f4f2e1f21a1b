import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera agreement [FILE]`
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Say who agrees with whom, and on what.",
        discussion: """
            Krippendorff's alpha over all and for each class, Cohen's kappa of each pair of people. With a FILE it \
            needs no workspace: a CSV (item, person, label).
            """)

    @Argument(help: "A table of answers instead of the workspace.", completion: .file(extensions: ["csv"]))
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let report =
            if let file { AgreementReport(try AnswersFile(path: file).table()) } else {
                try AgreementReport.of(common.open())
            }
        try common.print(report) { Self.text(report) }
    }

    private static func text(_ report: AgreementReport) -> String {
        guard report.comparable > 0 else {
            return "No item has the answers of two people yet, so there is nothing to compare."
        }
        var lines = [
            "alpha \(number(report.alpha)) over \(Words.count(report.comparable, "item")) with two answers or more, "
                + "\(Words.count(report.contested)) of them contested", "",
        ]
        var classes = Table(["class", "alpha"], numbers: [1])
        for each in report.classes { classes.add([each.name, number(each.alpha)]) }
        var people = Table(["person", "answers", "shared", "agrees", "right"], numbers: [1, 2, 3, 4])
        for person in report.people {
            people.add([
                person.name, Words.count(person.answers), Words.count(person.shared), number(person.agreement),
                number(person.accuracy),
            ])
        }
        var pairs = Table(["", "", "shared", "same", "kappa", "least on"], numbers: [2, 3, 4])
        for pair in report.pairs.sorted(by: { ($0.kappa ?? 2) < ($1.kappa ?? 2) }) {
            let worst = zip(report.classes, pair.kappaPerClass).compactMap { each, kappa in
                kappa.map { (each.name, $0) }
            }.min { $0.1 < $1.1 }
            pairs.add([
                pair.first, pair.second, Words.count(pair.shared), number(pair.agreement), number(pair.kappa),
                worst.map { "\($0.0) (\(number($0.1)))" } ?? "",
            ])
        }
        lines += [classes.text, "", people.text, "", pairs.text]
        return lines.joined(separator: "\n")
    }

    private static func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
}
