import ArgumentParser
import Dataset

/// `tessera revert CHANGE`, `tessera revert --to VERSION`
struct RevertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert",
        abstract: "Take any change back, or go back to a version, as a new change.",
        discussion: """
            Examples: tessera revert 812 --reason "wrong writer"
                      tessera revert --to v1 --dry-run

            Cells that somebody changed since are told and nothing is done, unless --force. Going back to a version puts \
            samples that came later in the trash. `tessera undo` takes either back.
            """)

    @Argument(help: "The number of the change, as `tessera log` shows it.")
    var change: Int64?

    @Option(help: ArgumentHelp("Make everything as it was at this version or change.", valueName: "version"))
    var to: String?

    @Flag(help: "Show what going back would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Also set cells that were changed since.")
    var force = false

    @Option(help: ArgumentHelp("Why; it is kept with the change.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard (change == nil) != (to == nil) else { throw Misuse("Say a change, or --to VERSION.") }
        guard to != nil || !dryRun else { throw Misuse("--dry-run goes with --to.") }
        guard to == nil || !force else { throw Misuse("--force goes with a change: --to sets everything anyhow.") }
        let workspace = try common.open()
        if let change {
            let output = ChangeOutput(
                try workspace.revert(change, reason: reason, force: force, author: author.name))
            return try common.print(output) { output.text }
        }
        let point = try workspace.change(ofVersion: to)
        if dryRun {
            let preview = try workspace.previewOfRevert(to: point)
            return try common.print(preview) { Self.text(preview) }
        }
        let output = ChangeOutput(try workspace.revert(to: point, reason: reason, author: author.name))
        try common.print(output) { output.text }
    }

    private static func text(_ preview: RevertPreview) -> String {
        guard preview.samples > 0 else { return "No sample would change." }
        return """
            \(Words.count(preview.samples, "sample")) would change: \(Words.count(preview.labels, "label")), \
            \(Words.count(preview.splits, "split")), \(preview.tags) by tags, \(Words.count(preview.values, "value")); \
            \(preview.trashed) to the trash, \(preview.restored) out of it.
            What \(preview.people.joined(separator: ", ")) did since would no longer be in effect. Nothing was changed.
            """
    }
}
