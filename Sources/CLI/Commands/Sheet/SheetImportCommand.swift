import ArgumentParser
import Dataset
import Foundation
import Interchange
import Workbench

/// `tessera sheet import FILE`
struct SheetImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a spreadsheet back: show what it would change and what is not understood; --apply writes it.",
        discussion: """
            Without --apply nothing is written. What is written is one change, which `tessera undo` takes back. A cell \
            that others changed since the export, to something else, is a conflict.
            """)

    @Argument(help: ArgumentHelp("The file to read: .xlsx, .csv or .tsv.", valueName: "file"))
    var file: String

    @Flag(help: "Write what it shows.")
    var apply = false

    @Option(
        help: ArgumentHelp("With --apply: refuse writes nothing, theirs keeps what others did, mine overwrites it."))
    var conflicts = SheetConflicts.refuse

    @Flag(help: "Labels that are no class yet become one.")
    var createClasses = false

    @Option(help: ArgumentHelp("Kept in the history, before what stands in the column why.", valueName: "text"))
    var reason: String?

    @Option(name: [.short, .long], help: "How many lines of each kind are printed.")
    var limit = 20

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard limit >= 0 else { throw Misuse("--limit must be 0 or more.") }
        let url = URL(fileURLWithPath: file).standardizedFileURL
        do {
            _ = try SheetFormat(fileName: url.lastPathComponent)
        } catch {
            throw Misuse("\(error)")
        }
        let useCase = SheetImport(
            file: url, applies: apply, conflicts: conflicts, createsClasses: createClasses, reason: reason)
        let plan = try await JobRun(workspace: common.open(), common: common)(useCase, author: author.name)
        try common.print(plan) { text(plan) }
    }

    private func text(_ plan: SheetPlan) -> String {
        var parts: [String] = []
        if !plan.changes.isEmpty, limit > 0 {
            var table = Table(["row", "sample", "path", "field", "from", "to"], numbers: [0, 1])
            for cell in plan.changes.prefix(limit) {
                table.add([
                    String(cell.row), String(cell.sample), cell.path, cell.field, cell.from ?? "", cell.to ?? "",
                ])
            }
            parts.append(table.text + more(plan.changes.count))
        }
        if !plan.conflicts.isEmpty {
            var table = Table(
                ["conflict in row", "sample", "field", "was", "yours", "theirs", "by", "when"], numbers: [0, 1])
            for clash in plan.conflicts.prefix(max(limit, 1)) {
                table.add([
                    String(clash.row), String(clash.sample), clash.field, clash.before ?? "", clash.yours ?? "",
                    clash.theirs ?? "", clash.author, clash.at,
                ])
            }
            parts.append(table.text + more(plan.conflicts.count))
        }
        if !plan.problems.isEmpty {
            var table = Table(["not understood in row", "column", ""], numbers: [0])
            for problem in plan.problems.prefix(max(limit, 1)) {
                table.add([problem.row.map(String.init) ?? "", problem.column ?? "", problem.words])
            }
            parts.append(table.text + more(plan.problems.count))
        }
        parts += plan.notices
        parts.append(summary(plan))
        return parts.joined(separator: "\n\n")
    }

    private func more(_ count: Int) -> String {
        count > max(limit, 1) ? "\n… and \(Words.count(count - max(limit, 1))) more (--limit, --json)" : ""
    }

    private func summary(_ plan: SheetPlan) -> String {
        let read = "\(Words.count(plan.rows, "row")) read, \(Words.count(plan.matched)) of them samples"
        let cells = Words.count(plan.changes.count, "cell")
        let conflicts = plan.conflicts.isEmpty ? "" : ", \(Words.count(plan.conflicts.count, "conflict"))"
        let problems = plan.problems.isEmpty ? "" : ", \(Words.count(plan.problems.count, "thing")) not understood"
        if let change = plan.change {
            return
                "\(read): written as change \(change)\(conflicts)\(problems). `tessera undo \(change)` takes it back."
        }
        if plan.changes.isEmpty, plan.conflicts.isEmpty { return "\(read): nothing would change\(problems)." }
        return apply
            ? "\(read): nothing was left to write\(conflicts)\(problems)."
            : "\(read): \(cells) would change\(conflicts)\(problems). --apply writes it."
    }
}
