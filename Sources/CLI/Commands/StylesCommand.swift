import ArgumentParser
import Audit
import Dataset
import Workbench

/// `tessera styles`
struct StylesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "styles",
        abstract: "Group what is drawn alike across the classes, and show which style lacks which class.",
        discussion: "A cell is marked ! where none are there though some were expected, and ? where they are too few.")

    @Option(
        help: ArgumentHelp(
            "How many styles, 2 to 100.", discussion: "Else eight; with few images fewer.", valueName: "n"))
    var count: Int?

    @OptionGroup var audit: AuditOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let count, !(2...100).contains(count) { throw Misuse("--count must be 2 to 100.") }
        let workspace = try common.open()
        let useCase = FindStyles(model: audit.model, seed: audit.seed, count: count)
        _ = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        guard let stored = try StoredReport<StylesReport>.read(from: workspace) else { throw AuditError.noLabels }
        let report = stored.report
        try common.print(report) { Self.text(report) }
    }

    private static func text(_ report: StylesReport) -> String {
        let columns = report.classes.count
        var table = Table(
            ["style"] + report.classes + ["images", "val", "expected", "p"], numbers: Set(1...(columns + 4)))
        for style in report.styles {
            let cells = style.cells.map { cell in
                Words.count(cell.seen) + (cell.state == .missing ? "!" : cell.state == .thin ? "?" : " ")
            }
            let split = style.split.map {
                [Words.count($0.val), Words.count(Int($0.expected.rounded())), AuditWords.p($0.p)]
            }
            table.add([style.name] + cells + [Words.count(style.images)] + (split ?? ["", "", ""]))
        }
        return [report.verdict, "", table.text].joined(separator: "\n")
    }
}
