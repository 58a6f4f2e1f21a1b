import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera diff A [B]`
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how the dataset differs between two versions, who did it and why.",
        discussion: "Examples: tessera diff v1 v2; tessera diff 120 --html since-monday.html")

    @Argument(help: "A version, or the number of a change; 0 is the beginning.")
    var from: String

    @Argument(help: "The other one; else now.")
    var to: String?

    @Option(help: ArgumentHelp("Save it as one page with pictures.", valueName: "file"))
    var html: String?

    @Option(name: [.short, .long], help: "How many samples of each kind to name.")
    var limit = 20

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard limit >= 0 else { throw Misuse("--limit must be 0 or more.") }
        let workspace = try common.open()
        let ends = (try workspace.change(ofVersion: from), try workspace.change(ofVersion: to))
        let difference = try workspace.difference(from: ends.0, to: ends.1, limit: html == nil ? limit : 10_000)
        if let html {
            let title = "\(from) → \(to ?? "now")"
            let data = try await ForegroundRun(quiet: common.quiet) { reporter in
                try DifferencePage(difference, title: title, of: workspace).data { done, total in
                    try reporter.checkCancelled()
                    reporter.report(phase: "making small pictures", done: done, total: total)
                }
            }
            try OutputText.write(data, to: URL(fileURLWithPath: html))
        }
        try common.print(difference) { Self.text(difference) }
    }

    private static func text(_ difference: VersionDifference) -> String {
        guard !difference.isEmpty else { return "The dataset is the same." }
        var lines: [String] = []
        let parts: [(String, VersionDifference.Part)] = [
            ("relabelled", difference.relabelled), ("moved", difference.moved), ("added", difference.added),
            ("removed", difference.removed), ("other tags or values", difference.otherwise),
        ]
        for (name, part) in parts where part.count > 0 {
            lines.append("\(Words.count(part.count)) \(name)")
            var table = Table(["  sample", "before", "after", "change"], numbers: [0, 3])
            for row in part.rows {
                table.add([
                    String(row.sample), row.before ?? "", row.after ?? "", row.change.map(String.init) ?? "",
                ])
            }
            if !part.rows.isEmpty { lines.append(table.text) }
            if part.count > part.rows.count, !part.rows.isEmpty {
                lines.append("  and \(Words.count(part.count - part.rows.count)) more")
            }
        }
        for entry in difference.classes {
            lines.append("class \(entry.before ?? "(none)") → \(entry.after ?? "(none)")")
        }
        var groups = Table(
            ["by", "why", "relabelled", "moved", "added", "removed", "other"], numbers: [2, 3, 4, 5, 6])
        for group in difference.groups {
            groups.add(
                [group.author, group.reason ?? ""]
                    + [group.relabelled, group.moved, group.added, group.removed, group.otherwise].map(String.init))
        }
        return (lines + ["", groups.text]).joined(separator: "\n")
    }
}
