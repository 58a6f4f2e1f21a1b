import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera runs show ID`
struct RunsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one run: its scores, its classes, its confusions and its hard images.",
        discussion: """
            With --samples the samples themselves: the hardest first, or those of one cell of the confusion matrix.

            Example: tessera runs show 12 --given iv --predicted vi --samples ids
            """)

    @Argument(help: "The number of the run.")
    var id: Int64

    @Option(
        help: ArgumentHelp("Of which samples: train, val, test, none, a tag, or all; else val.", valueName: "split|tag")
    )
    var set: String?

    @Option(help: ArgumentHelp("Samples with this label.", valueName: "class"))
    var given: String?

    @Option(help: ArgumentHelp("Samples that are taken for this class.", valueName: "class"))
    var predicted: String?

    @Flag(inversion: .prefixedNo, help: "Only samples that are taken for their label, or only others.")
    var correct: Bool?

    @Option(help: "By what the hardest are found: margin, loss, area, forgetting or id.")
    var sort = "margin"

    @Option(name: [.short, .long], help: "How many samples at most.")
    var limit = 20

    @Option(help: "How the samples are listed: table, csv or ids (for `tessera edit --ids`).")
    var samples: SampleListing?

    @OptionGroup var common: CommonOptions

    enum SampleListing: String, ExpressibleByArgument, CaseIterable {
        case table, csv, ids
    }

    private struct Output: Encodable {
        let detail: RunDetail
        let samples: ScoredSamples?

        func encode(to encoder: any Encoder) throws {
            try detail.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(samples, forKey: .samples)
        }

        enum Key: String, CodingKey { case samples }
    }

    func run() throws {
        guard let order = ScoredSampleQuery.Order(rawValue: sort) else {
            throw Misuse("--sort must be margin, loss, area, forgetting or id.")
        }
        guard limit > 0 else { throw Misuse("--limit must be 1 or more.") }
        let library = RunLibrary(workspace: try common.open())
        let detail = try library.detail(id, set: set)
        var query = ScoredSampleQuery()
        query.set = detail.set
        query.given = given
        query.predicted = predicted
        query.correct = correct
        query.order = order
        query.limit = limit
        let isDone = detail.run.state == .done
        let found = isDone ? try library.samples(of: id, query) : nil
        if common.json { return try Console.print(json: Output(detail: detail, samples: found)) }
        if let samples, let found { return Console.print(Self.list(found, as: samples)) }
        Console.print(Self.text(detail, found))
    }

    private static func list(_ found: ScoredSamples, as listing: SampleListing) -> String {
        if listing == .ids { return found.samples.map { String($0.sample) }.joined(separator: ",") }
        let header = [
            "sample", "split", "given", "predicted", "confidence", "loss", "margin", "area", "forgetting", "learned",
        ]
        let rows = found.samples.map { each in
            [
                String(each.sample), each.split ?? "none", each.given ?? "", each.predicted, number(each.confidence),
                number(each.loss), number(each.margin), number(each.areaUnderMargin),
                each.forgettingEvents.map(String.init) ?? "", each.firstLearned.map(String.init) ?? "",
            ]
        }
        if listing == .csv { return ([header] + rows).map(CSV.line).joined(separator: "\n") }
        var table = Table(header, numbers: [0, 4, 5, 6, 7, 8, 9])
        for row in rows { table.add(row) }
        return table.text
    }

    private static func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "" }

    private static func text(_ detail: RunDetail, _ found: ScoredSamples?) -> String {
        var lines = [RunText(detail.group).text]
        if let error = detail.run.error { lines.append(error) }
        guard detail.run.state == .done else {
            lines.append("Run \(detail.run.id) is \(detail.run.state.rawValue), \(detail.epochs.count) epochs done.")
            return lines.joined(separator: "\n")
        }
        lines.append("\nrun \(detail.run.id), seed \(detail.run.seed), \(detail.set):\n")
        let names = detail.classes.map(\.name)
        var table = Table(
            ["class", "precision", "recall", "F1", "taken for:"] + names,
            numbers: Set([1, 2, 3] + (5..<5 + names.count)))
        for (index, line) in detail.classes.enumerated() {
            table.add(
                [
                    line.name, RunText.percent(line.precision), RunText.percent(line.recall), number(line.f1), "",
                ] + detail.confusion[index].map { $0 == 0 ? "." : Words.count($0) })
        }
        lines.append(table.text)
        if let found, !found.samples.isEmpty {
            lines.append("\nThe hardest of \(Words.count(found.total, "sample")):\n")
            lines.append(list(found, as: .table))
        }
        return lines.joined(separator: "\n")
    }
}
