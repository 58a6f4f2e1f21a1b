import ArgumentParser
import Workbench

/// `tessera dismantle CLASS`
struct DismantleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismantle",
        abstract: "Take the drawings of a class apart by its parts and propose what is left: viii → iii → ii → i.",
        discussion: """
            Needs the parts and the chain of the class (`tessera rules`). Nothing is added before a proposal is accepted: \
            look through it in the studio or by `tessera proposals show`, strike out, and accept; --accept takes all.
            """)

    @Argument(help: "The class.")
    var label: String

    @Option(help: ArgumentHelp("Only this class is to be left; may be given more than once.", valueName: "class"))
    var to: [String] = []

    @OptionGroup var filter: FilterOptions

    @Flag(help: "Accept all of it, unseen.")
    var accept = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let report: DismantleClass.Report
        let applied: ChangeOutput?
    }

    func run() async throws {
        _ = try filter.query()
        let workspace = try common.open()
        let report = try await JobRun(workspace: workspace, common: common)(
            DismantleClass(label: label, conditions: filter.conditions, to: to.isEmpty ? nil : to), author: author.name)
        let applied =
            try accept
            ? report.proposal.map { id in
                ChangeOutput(try ProposalShelf(workspace).accept(id, author: author.name))
            } : nil
        try common.print(Output(report: report, applied: applied)) {
            var lines = [
                "\(Words.count(report.samples, "drawing")) of \(label) taken apart, \(Words.count(report.skipped)) not."
            ]
            lines += report.reasons.sorted { $0.key < $1.key }.map { "  \($0.value): \($0.key)" }
            if let applied {
                lines.append(applied.text)
            } else if let id = report.proposal {
                lines.append(
                    "\(Words.count(report.proposed, "image")) proposed as \(id). tessera proposals show \(id) --sheet sheet.png"
                )
            }
            return lines.joined(separator: "\n")
        }
    }
}
