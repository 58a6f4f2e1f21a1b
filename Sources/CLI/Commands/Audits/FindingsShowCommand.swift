import ArgumentParser
import Dataset
import Workbench

/// `tessera findings show ID`
struct FindingsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one finding with its evidence and what was said of it.")

    @Argument(help: "The number of the finding.")
    var id: Int64

    @OptionGroup var common: CommonOptions

    func run() throws {
        let detail = try FindingDetail(id, in: try common.open())
        try common.print(detail) { try Self.text(detail) }
    }

    private static func text(_ detail: FindingDetail) throws -> String {
        let finding = detail.finding
        var cells = Table([])
        cells.add(["finding", "\(finding.id): \(finding.title)"])
        cells.add(["kind", finding.kind.noun])
        cells.add(["score", AuditWords.decimal(finding.score)])
        cells.add(["state", finding.state.rawValue])
        cells.add(["samples", finding.samples.prefix(20).map(String.init).joined(separator: ", ")])
        if let path = finding.path { cells.add(["path", path]) }
        if let given = finding.given { cells.add(["given", given]) }
        if let suggested = finding.suggested { cells.add(["suggested", suggested]) }
        if let change = finding.change { cells.add(["would", change.words]) }
        cells.add(["evidence", try finding.evidence.text()])
        if !finding.said.isEmpty { cells.add(["people said", FindingText.words(finding.said)]) }
        cells.add(["precision", detail.precision.words])
        for verdict in detail.verdicts {
            cells.add([
                verdict.verdict.rawValue,
                [verdict.author, verdict.at, verdict.change.map { "change \($0)" }, verdict.reason]
                    .compactMap(\.self).joined(separator: ", "),
            ])
        }
        for other in detail.others { cells.add(["also", "\(other.id): \(other.kind.noun), \(other.title)"]) }
        return cells.text
    }
}
