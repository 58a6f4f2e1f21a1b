import ArgumentParser
import Dataset
import Workbench

/// `tessera derived`
struct DerivedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "derived",
        abstract: "Count derived samples, set the image budget, or bring derived samples up to date.",
        discussion: """
            A derived sample is out of date when a sample that it was made of was relabelled. --refresh relabels it by \
            the rules, or trashes it where they do not allow it any more, as one change.
            """)

    @Option(help: ArgumentHelp("Images that train and val may have together.", valueName: "count"))
    var budget: Int?

    @Flag(help: "Bring those up to date that are not.")
    var refresh = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let studio: StudioSummary
        let stale: [DerivedRefresh.Stale]
        let applied: ChangeOutput?
    }

    func run() throws {
        let workspace = try common.open()
        if let budget { try workspace.setImageBudget(budget) }
        let applied = try refresh ? ChangeOutput(DerivedRefresh(workspace).refresh(author: author.name)) : nil
        let output = Output(
            studio: try StudioSummary(workspace), stale: try DerivedRefresh(workspace).stale(), applied: applied)
        try common.print(output) { Self.text(output) }
    }

    private static func text(_ output: Output) -> String {
        let studio = output.studio
        var table = Table(["class", "train", "derived", "val", "derived"], numbers: [1, 2, 3, 4])
        for entry in studio.classes {
            table.add([
                entry.name, "\(entry.train)", "\(entry.derived["train"] ?? 0)", "\(entry.val)",
                "\(entry.derived["val"] ?? 0)",
            ])
        }
        var lines = [
            "\(Words.count(studio.derived, "derived sample")); \(Words.count(studio.used)) of \(Words.count(studio.budget)) images of the budget are used.",
            table.text,
        ]
        for one in output.stale.prefix(20) {
            lines.append(
                "sample \(one.sample) (\(one.label ?? "unlabelled")): \(one.why)"
                    + (one.wants.map { "; it would be \($0)" } ?? ""))
        }
        if output.stale.count > 20 { lines.append("and \(output.stale.count - 20) more out of date") }
        if !output.stale.isEmpty { lines.append("`tessera derived --refresh` brings them up to date.") }
        if let applied = output.applied { lines.append(applied.text) }
        return lines.joined(separator: "\n")
    }
}
