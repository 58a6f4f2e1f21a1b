import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera report FILE`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Save what was decided, changed and asked as one page, for those who were not there.",
        discussion: """
            Example: tessera report monday.html --from 2026-11-23

            From and to: a version, the number of a change, a day, or a moment in UTC (2026-11-23T09:30).
            """)

    @Argument(help: ArgumentHelp("The file to write: .html.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Where it begins; else the newest version, else the beginning.", valueName: "point"))
    var from: String?

    @Option(help: ArgumentHelp("Where it ends; else now.", valueName: "point"))
    var to: String?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let file: String
        let report: SessionReport
    }

    func run() async throws {
        guard file.lowercased().hasSuffix(".html") || file.lowercased().hasSuffix(".htm") else {
            throw Misuse("A report is a page: name the file .html.")
        }
        let workspace = try common.open()
        let report = try SessionReport(workspace, from: from, to: to)
        let data = try await ForegroundRun(quiet: common.quiet) { reporter in
            try SessionReportPage(report, of: workspace).data { done, total in
                try reporter.checkCancelled()
                reporter.report(phase: "making small pictures", done: done, total: total)
            }
        }
        let target = URL(fileURLWithPath: file).standardizedFileURL
        try OutputText.write(data, to: target)
        try common.print(Output(file: target.path, report: report)) {
            "\(target.path): \(report.decided.count) decided, \(report.open.count) open, "
                + "\(Words.count(report.difference.changeCount, "change")), \(Words.count(data.count)) bytes"
        }
    }
}
