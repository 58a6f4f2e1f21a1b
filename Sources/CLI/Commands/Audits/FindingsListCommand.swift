import ArgumentParser
import Dataset
import Workbench

/// `tessera findings list [KIND…]`
struct FindingsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List findings, the most valuable first.")

    @Argument(help: ArgumentHelp("Of which kinds; all, where none is named.", valueName: "kind"))
    var kinds: [String] = []

    @OptionGroup var filter: FindingFilterOptions

    @Option(help: ArgumentHelp("Only findings about this sample.", valueName: "id"))
    var sample: Int64?

    @Option(name: [.short, .long], help: "How many at most.")
    var limit = 50

    @Flag(help: "Print CSV, one finding a line.")
    var csv = false

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let total: Int
        let findings: [DescribedFinding]
    }

    func run() throws {
        guard limit >= 0 else { throw Misuse("--limit must be 0 or more.") }
        var query = try filter.query()
        query.kinds = try FindingFilterOptions.kinds(kinds)
        query.sample = sample
        query.limit = limit
        let workspace = try common.open()
        let page = try workspace.findings(query)
        let findings = try workspace.describe(page.findings)
        if csv { return FindingText.print(csv: findings) }
        try common.print(Output(total: page.total, findings: findings)) { FindingText.table(findings) }
        if !common.json, !common.quiet {
            Console.say("\(Words.count(findings.count)) of \(Words.count(page.total, "finding"))")
        }
    }
}
