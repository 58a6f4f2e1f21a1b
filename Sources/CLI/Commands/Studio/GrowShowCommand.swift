import ArgumentParser
import Foundation
import Workbench

/// `tessera grow show [ID]`
struct GrowShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the rounds of a growth, or write its report.")

    @Argument(help: "The growth; else the newest.")
    var id: String?

    @Option(help: ArgumentHelp("Write a report with pictures: what was added, and why.", valueName: "file"))
    var html: String?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let growth: GrowthOverview
        let report: String?
    }

    func run() async throws {
        let workspace = try common.open()
        let shelf = GrowthShelf(workspace)
        guard let growth = try id.map({ try shelf.growth($0) }) ?? shelf.all().first else {
            throw JobFailure(code: "unknown-growth", message: "Nothing was grown yet. `tessera grow --help` says how.")
        }
        var report: String?
        if let html {
            report = try await GrowthText.write(
                growth, of: workspace, to: URL(fileURLWithPath: html).standardizedFileURL, quiet: common.quiet)
        }
        let overview = try GrowthOverview(growth, withPicks: true, in: workspace)
        try common.print(Output(growth: overview, report: report)) {
            [GrowthText(overview).text, report.map { "The report is \($0)." }].compactMap(\.self)
                .joined(separator: "\n")
        }
    }
}
