import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera augment RECIPE`
struct AugmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "augment",
        abstract: "Make new samples of others by a saved recipe, as one change.",
        discussion: """
            They get the label that the label book's rules say, the split of what they were made of and the tag \
            `derived`. `tessera undo` takes all of it back. Look first: --preview writes a contact sheet, --dry-run only \
            counts.
            """)

    @Argument(help: "The recipe (`tessera recipes`).")
    var recipe: String

    @Option(help: ArgumentHelp("Another version than the newest.", valueName: "n"))
    var version: Int?

    @Option(help: ArgumentHelp("Write a contact sheet of some of them as PNG, and make nothing.", valueName: "file"))
    var preview: String?

    @Flag(help: "Say what would be made, and make nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Why; it is kept with the change.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Planned: Encodable {
        let plan: RecipePreview.Plan
        /// The contact sheet.
        let preview: String?
    }

    /// Pictures of a contact sheet, and the side of its tiles.
    private static let sheetPictures = 96
    private static let sheetSide = 128

    func run() async throws {
        let workspace = try common.open()
        guard preview == nil, !dryRun else { return try await show(workspace) }
        let report = try await JobRun(workspace: workspace, common: common)(
            ApplyRecipe(recipe: recipe, version: version, reason: reason), author: author.name)
        try common.print(report) {
            let made = report.change.map { "Change \($0): \(Words.count(report.added, "sample")) made" }
            return [made ?? "Nothing is lacking; nothing was made.", Self.text(report.byClass, report.short)]
                .filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private func show(_ workspace: Workspace) async throws {
        let (saved, recipe) = try RecipeShelf(workspace).recipe(recipe, version: version)
        let name = author.name
        let count = preview == nil ? 0 : Self.sheetPictures
        let shown = try await ForegroundRun(quiet: common.quiet) { reporter in
            try RecipePreview(recipe, limit: count, saved: saved, author: name, in: workspace, reporting: reporter)
        }
        if let preview {
            let sheet = try RecipePreview.contactSheet(shown.proposal, side: Self.sheetSide, in: workspace)
            try Data(sheet).write(to: URL(fileURLWithPath: preview), options: .atomic)
        }
        try common.print(Planned(plan: shown.plan, preview: preview)) {
            let end = preview.map { "\(Words.count(shown.proposal.candidates.count)) of them are in \($0). " } ?? ""
            return [
                "\(Words.count(shown.plan.total, "sample")) would be made; \(Words.count(shown.plan.left)) are left of the budget.",
                Self.text(shown.plan.byClass, shown.plan.short), "\(end)Nothing was changed.",
            ].filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private static func text(_ byClass: [String: Int], _ short: [String: Int]) -> String {
        guard !byClass.isEmpty || !short.isEmpty else { return "" }
        var table = Table(["class", "made", "missing"], numbers: [1, 2])
        for label in Set(byClass.keys).union(short.keys).sorted() {
            table.add([
                label.isEmpty ? "(unlabelled)" : label, byClass[label].map(String.init) ?? "",
                short[label].map(String.init) ?? "",
            ])
        }
        return table.text
    }
}
