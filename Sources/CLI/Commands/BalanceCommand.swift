import ArgumentParser
import Audit
import Dataset
import Foundation
import Workbench

/// `tessera balance`
struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Say whether train and val look alike, and where they do not.",
        discussion: """
            One number for the whole with its p-value, and the regions in which one of the splits is missing. What was \
            computed on the same data is not computed again.
            """)

    @OptionGroup var audit: AuditOptions

    @Option(help: ArgumentHelp("Splits dealt out by chance to compare with.", valueName: "n"))
    var reshuffles = 999

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (19...99_999).contains(reshuffles) else { throw Misuse("--reshuffles must be 19 to 99999.") }
        let workspace = try common.open()
        let useCase = FindBalance(model: audit.model, seed: audit.seed, reshuffles: reshuffles)
        _ = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        guard let stored = try StoredReport<BalanceReport>.read(from: workspace) else { throw AuditError.noSplits }
        let report = stored.report
        try common.print(report) { Self.text(report) }
    }

    private static func text(_ report: BalanceReport) -> String {
        var lines = [
            report.verdict, "",
            "compared: \(Words.count(report.compared, "image")) of \(Words.count(report.basis.images)), "
                + "\(Words.count(report.torn)) in both splits left out; embedding \(report.basis.model)", "",
        ]
        var numbers = Table(["", "told apart", "by chance", "p"], numbers: [1, 2, 3])
        for (name, section) in [("overall", report.overall), ("within classes", report.withinClass)] {
            guard let number = section.separation else { continue }
            numbers.add([
                name, AuditWords.decimal(number.value),
                "\(AuditWords.decimal(number.byChance)) ± \(AuditWords.decimal(number.deviation))",
                AuditWords.p(number.p),
            ])
        }
        lines += [numbers.text, ""]
        guard !report.withinClass.regions.isEmpty else {
            return (lines + ["No region stands out."]).joined(separator: "\n")
        }
        var regions = Table(["", "region", "p", "classes", "samples"], numbers: [0, 2])
        for region in report.withinClass.regions {
            regions.add([
                "\(region.number)", region.title, AuditWords.p(region.p), AuditWords.counts(region.classes),
                region.typical.prefix(4).map(String.init).joined(separator: " ") + " …",
            ])
        }
        return (lines + [regions.text]).joined(separator: "\n")
    }
}
