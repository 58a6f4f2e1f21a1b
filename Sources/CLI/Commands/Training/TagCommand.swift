import ArgumentParser
import Dataset

/// `tessera tag [NAME]`
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Name a version: a point in the history that runs are made on.",
        discussion: """
            Without a name it lists the versions. The same name again with --note changes the note.

            Example: tessera tag v2 --note "wrong labels of viii mended"
            """)

    @Argument(help: "The name of the version.")
    var name: String?

    @Option(help: ArgumentHelp("What is in it, for the leaderboard.", valueName: "text"))
    var note: String?

    @Option(help: ArgumentHelp("The last change in it; else the newest.", valueName: "change"))
    var change: Int64?

    @Flag(help: "Take the name away; the history and the runs stay.")
    var remove = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct List: Encodable {
        let versions: [DatasetVersion]
    }

    private struct One: Encodable {
        let version: DatasetVersion
    }

    private struct Removed: Encodable {
        let removed: String
    }

    func run() throws {
        guard let name else {
            guard !remove, note == nil, change == nil else { throw Misuse("Say which version: tessera tag NAME …") }
            return try list()
        }
        let workspace = try common.open()
        if remove {
            guard note == nil, change == nil else { throw Misuse("--remove takes nothing but the name.") }
            try workspace.removeVersion(name)
            return try common.print(Removed(removed: name)) { "The name \(name) is gone; what it named is as it was." }
        }
        let version = try workspace.nameVersion(name, at: change, note: note, author: author.name)
        try common.print(One(version: version)) { "\(version.name) is change \(version.change)." }
    }

    private func list() throws {
        let versions = try common.open().versions()
        try common.print(List(versions: versions)) {
            var table = Table(["version", "change", "when", "by", "note"], numbers: [1])
            for version in versions {
                table.add([
                    version.name, String(version.change), version.createdAt, version.author, version.note ?? "",
                ])
            }
            return versions.isEmpty ? "No version is named yet. `tessera tag NAME` names the newest." : table.text
        }
    }
}
