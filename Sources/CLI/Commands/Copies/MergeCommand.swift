import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera merge FILE`
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Bring in the work of another copy of this workspace, from its bundle.",
        discussion: """
            What both copies set to different values is a conflict: ours holds until somebody decides, in the sheet, on \
            the page of the history, by `tessera conflicts`, or at once by --ours, --theirs or --conflicts.

            Exit code 0 also where conflicts are left open; they are listed.
            """)

    @Argument(help: ArgumentHelp("The file that `tessera bundle` wrote.", valueName: "file"))
    var file: String

    @Flag(help: "Show what would come in, and change nothing.")
    var dryRun = false

    @Flag(help: "Where both set a cell, ours holds.")
    var ours = false

    @Flag(help: "Where both set a cell, theirs holds.")
    var theirs = false

    @Option(
        help: ArgumentHelp(
            "A CSV of the conflicts. Where it is not there it is written and nothing is changed; filled in, it decides.",
            valueName: "file"))
    var conflicts: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard !(ours && theirs) else { throw Misuse("--ours and --theirs cannot both be meant.") }
        let workspace = try common.open()
        let bundle = URL(fileURLWithPath: file).standardizedFileURL
        let side: MergeConflict.Side? = ours ? .ours : theirs ? .theirs : nil
        let sheet = conflicts.map { URL(fileURLWithPath: $0).standardizedFileURL }
        let isNewSheet = sheet.map { !FileManager.default.fileExists(atPath: $0.path) } ?? false
        let cells = try sheet.flatMap { try isNewSheet ? nil : ConflictsFile.decisions(Self.text(of: $0)) } ?? [:]
        let useCase = MergeBundle(file: bundle, side: side, cells: cells, isTrial: dryRun || isNewSheet)
        let report = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        if let sheet, isNewSheet, !report.conflicts.isEmpty {
            try OutputText.write(ConflictsFile.text(report.conflicts), to: sheet)
        }
        try common.print(report) { Self.words(report, isTrial: useCase.isTrial, sheet: isNewSheet ? sheet : nil) }
    }

    private static let plurals = [
        "answer": "answers", "verdict on findings": "verdicts on findings",
        "derived sample's lineage": "lineages of derived samples", "recipe": "versions of recipes",
        "rule of classes": "rules of classes",
    ]

    private static func text(of file: URL) throws -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw JobFailure(
                code: "cannot-open", message: "\(file.path) cannot be read: \(error.localizedDescription).")
        }
    }

    private static func words(_ report: MergeReport, isTrial: Bool, sheet: URL?) -> String {
        var lines = [
            "\(Words.count(report.changes, "change")) \(isTrial ? "would come" : "came") in, with "
                + "\(Words.count(report.samples, "sample")), \(Words.count(report.images, "new image")), "
                + "\(Words.count(report.messages, "message")) and \(Words.count(report.labelBookEdits, "edit")) of the label book. "
                + "\(Words.count(report.common)) were in both."
        ]
        let beside = [
            (report.answers, "answer"), (report.verdicts, "verdict on findings"),
            (report.derivations, "derived sample's lineage"), (report.recipes, "recipe"),
            (report.classRules, "rule of classes"),
        ].filter { $0.0 > 0 }.map { "\(Words.count($0.0)) \($0.0 == 1 ? $0.1 : Self.plurals[$0.1] ?? $0.1)" }
        if !beside.isEmpty { lines.append("With them: \(beside.joined(separator: ", ")).") }
        if report.withoutEffect > 0 {
            lines.append("\(Words.count(report.withoutEffect)) more did nothing that is not so already.")
        }
        lines += report.notes
        if !report.conflicts.isEmpty {
            lines.append("\n" + ConflictText.table(report.conflicts))
            if let sheet {
                lines.append(
                    "\nNothing was changed. Fill in the column take of \(sheet.path) with ours or theirs, and say the same again."
                )
            } else if report.undecided > 0, !isTrial {
                lines.append("\nOurs holds until somebody decides: tessera conflicts.")
            }
        }
        return lines.joined(separator: "\n")
    }
}
