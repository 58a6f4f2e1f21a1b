import ArgumentParser
import Dataset
import Foundation
import Scoring
import Workbench

/// `tessera runs compare A B`
struct RunsCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two runs, each with all seeds of its group: is the second better, and where?",
        discussion: """
            Both are held against the labels of the second, on the samples that both judged. McNemar's test is exact; \
            the interval of the difference is a bootstrap over seeds and samples.
            """)

    @Argument(help: "The number of a run: what it was before.")
    var first: Int64

    @Argument(help: "The number of a run: what it is after.")
    var second: Int64

    @Option(help: ArgumentHelp("On which samples: val, test, none, a tag, train or all.", valueName: "split|tag"))
    var set = "val"

    @Flag(help: "The two runs alone, without the other seeds.")
    var single = false

    @Flag(help: "Also where they are of different trainers.")
    var anyTrainer = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let library = RunLibrary(workspace: try common.open())
        let found = try library.compare(first, second, set: set, single: single, anyTrainer: anyTrainer)
        try common.print(found) { Self.text(found) }
    }

    private static func text(_ found: RunComparison) -> String {
        let interval = found.bootstrap.interval
        var lines = [
            "\(found.first.title) (\(Words.count(found.first.runs.count, "seed"))) against \(found.second.title) "
                + "(\(Words.count(found.second.runs.count, "seed"))), \(Words.count(found.paired, "sample")) of \(found.set)",
            "",
            "accuracy    \(RunText.percent(found.accuracyBefore)) -> \(RunText.percent(found.accuracyAfter))",
            "difference  \(signed(found.bootstrap.difference)), 95 % \(signed(interval.low)) to \(signed(interval.high)) "
                + "(bootstrap over seeds and samples, p \(pValue(found.bootstrap.pValue)))",
            "McNemar     \(found.mcNemar.mended) mended, \(found.mcNemar.broken) broken, exact p \(pValue(found.mcNemar.pValue))",
            "",
        ]
        var table = Table(["class", "samples", "before", "after", "moved"], numbers: [1, 2, 3, 4])
        for each in found.classes {
            table.add([
                each.name, Words.count(each.count), RunText.percent(each.before), RunText.percent(each.after),
                signed(each.after - each.before),
            ])
        }
        lines.append(table.text)
        for (name, samples) in [("mended", found.mended), ("broken", found.broken)] where !samples.isEmpty {
            let shown = samples.prefix(12).map { "\($0.sample) (\($0.given): \($0.before) -> \($0.after))" }
            let more = samples.count > 12 ? ", and \(samples.count - 12) more" : ""
            lines.append("\n\(name): \(shown.joined(separator: ", "))\(more)")
        }
        let data = found.dataset
        lines.append(
            "\nThe datasets differ by \(Words.count(data.changeCount, "change")): \(data.added.count) added, "
                + "\(data.removed.count) removed, \(data.relabelled.count) relabelled, \(data.moved.count) moved between splits."
        )
        for change in data.changes.prefix(20) {
            let reason = change.reason.map { " (\($0))" } ?? ""
            lines.append("  \(change.id)  \(change.author)  \(change.summary)\(reason)")
        }
        return lines.joined(separator: "\n")
    }

    private static func signed(_ share: Double) -> String { String(format: "%+.1f %%", 100 * share) }

    private static func pValue(_ value: Double) -> String {
        value < 0.0001 ? "< 0.0001" : String(format: "%.4f", value)
    }
}
