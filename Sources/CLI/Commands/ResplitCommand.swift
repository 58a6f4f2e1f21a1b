import ArgumentParser
import Dataset
import Workbench

/// `tessera resplit`
struct ResplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resplit",
        abstract: "Propose a split that gives every class and group of look-alikes its share of val.",
        discussion: """
            Only shows what would move; --apply does it, as one change that `tessera undo` takes back. Near duplicates \
            stay together.
            """)

    @Option(
        help: ArgumentHelp(
            "The share of val, between 0.01 and 0.99.", discussion: "Else the one there is.", valueName: "share"))
    var valShare: Double?

    @Flag(help: "Move the samples.")
    var apply = false

    @OptionGroup var audit: AuditOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let plan: ResplitReport
        let applied: ChangeOutput?
    }

    func run() async throws {
        if let valShare, !(0.01...0.99).contains(valShare) { throw Misuse("--val-share must be 0.01 to 0.99.") }
        let workspace = try common.open()
        let useCase = ProposeResplit(model: audit.model, seed: audit.seed, valShare: valShare)
        _ = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        guard let stored = try StoredReport<ResplitReport>.read(from: workspace) else { throw AuditError.noPlan }
        let plan = stored.report
        let applied =
            apply && !plan.moves.isEmpty
            ? ChangeOutput(
                try ResplitApplication(workspace: workspace).apply(
                    author: author.name, lastChange: plan.basis.lastChange)) : nil
        try common.print(Output(plan: plan, applied: applied)) { Self.text(plan, applied) }
    }

    private static func text(_ plan: ResplitReport, _ applied: ChangeOutput?) -> String {
        var shares = Table(["", "train", "val", "train then", "val then"], numbers: [1, 2, 3, 4])
        for (name, row) in plan.classes.map({ ($0.name, $0) }) + plan.styles.map({ ("style \($0.name)", $0) }) {
            shares.add([
                name, Words.count(row.trainBefore), Words.count(row.valBefore), Words.count(row.trainAfter),
                Words.count(row.valAfter),
            ])
        }
        let end =
            if let applied { applied.text } else if plan.moves.isEmpty { "" } else {
                "Nothing was changed. `tessera resplit --apply` does it."
            }
        return [plan.verdict, "", shares.text, "", end].joined(separator: "\n")
    }
}
