import ArgumentParser
import Dataset

/// `tessera classes rename OLD NEW`
struct ClassesRenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Rename a class; its samples keep it.")

    @Argument(help: "Its name now.")
    var name: String

    @Argument(help: "Its new name.")
    var newName: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let entry = try workspace.classNamed(name)
        let output = ChangeOutput(try workspace.renameClass(entry.id, to: newName, author: author.name))
        try common.print(output) { output.text }
    }
}

extension Workspace {
    /// - Throws: `EditError.unknownClass`.
    func classNamed(_ name: String) throws -> ClassEntry {
        guard let entry = try classes().first(where: { $0.name == name }) else { throw EditError.unknownClass(name) }
        return entry
    }
}
