import ArgumentParser
import Dataset
import Foundation

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The workspace to work on.",
            discussion: "Else TESSERA_WORKSPACE, else the one found from the current folder upward.",
            valueName: "folder"))
    var workspace: String?

    @Flag(help: "Print exactly one JSON document.")
    var json = false

    @Flag(name: [.short, .long], help: "Say nothing but the result and errors.")
    var quiet = false

    /// Opens the workspace that the options, the environment or the current folder name.
    func open() throws -> Workspace {
        try Workspace.open(location())
    }

    func location() throws -> URL {
        try WorkspaceDirectory.locate(
            explicit: workspace, environment: ProcessInfo.processInfo.environment, from: Self.currentFolder)
    }

    static var currentFolder: URL {
        URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    }

    /// Prints a result: as JSON where it was asked for, else as text, which may be left out when it is only courtesy.
    func print(_ value: some Encodable, text: () throws -> String) throws {
        if json { try Console.print(json: value) } else { Console.print(try text()) }
    }
}
