import ArgumentParser
import Dataset
import Workbench

/// `tessera typical`
struct TypicalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "typical",
        abstract: "List the most and the least typical samples of each class.",
        discussion: "Typical is what has many like it near by in its class. Near duplicates count once.")

    @Option(name: .customLong("class"), help: ArgumentHelp("Only this class.", valueName: "name"))
    var label: String?

    @Option(help: ArgumentHelp("How many of each.", valueName: "n"))
    var limit = 8

    @OptionGroup var audit: AuditOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...100_000).contains(limit) else { throw Misuse("--limit must be 1 to 100000.") }
        let workspace = try common.open()
        let useCase = FindStyles(model: audit.model, seed: audit.seed)
        _ = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        guard let stored = try StoredReport<StylesReport>.read(from: workspace) else { throw AuditError.noLabels }
        let strips = try TypicalityStrips(stored.report, label: label, limit: limit)
        try common.print(strips) {
            var table = Table(["class", "most typical", "least typical"])
            for strip in strips.classes {
                table.add([strip.name, Self.ids(strip.most), Self.ids(strip.least)])
            }
            return table.text
        }
    }

    private static func ids(_ entries: [TypicalityStrips.Entry]) -> String {
        entries.map { String($0.sample) }.joined(separator: " ")
    }
}
