public import Foundation

/// Where the program's own files are: the pages in `Web`. The environment decides, else the place of the executable:
/// beside `bin` (`bin/tessera` → `Web`), or upward from a build folder to the folder that holds both `Package.swift`
/// and `Web`.
public enum ProgramFolders {
    /// The folder of the pages.
    /// - Parameters:
    ///   - environment: `TESSERA_WEB` names the folder.
    ///   - executable: the program file that runs.
    public static func web(
        environment: [String: String] = ProcessInfo.processInfo.environment, executable: URL = ProgramFolders.executable
    ) throws(ProgramFolderError) -> URL {
        if let path = environment["TESSERA_WEB"], !path.isEmpty {
            let folder = URL(fileURLWithPath: path, isDirectory: true)
            guard isFolder(folder) else { throw .notAFolder(variable: "TESSERA_WEB", path: path) }
            return folder
        }
        let start = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = start.deletingLastPathComponent().appendingPathComponent("Web", isDirectory: true)
        if isFolder(beside) { return beside }
        var folder = start
        while folder.path != "/" && !folder.path.isEmpty {
            let web = folder.appendingPathComponent("Web", isDirectory: true)
            let manifest = folder.appendingPathComponent("Package.swift")
            if isFolder(web), FileManager.default.fileExists(atPath: manifest.path) { return web }
            folder.deleteLastPathComponent()
        }
        throw .notFound(start: start.path)
    }

    /// The program file that runs.
    public static var executable: URL {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
                return URL(fileURLWithPath: path)
            }
        #endif
        return Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "tessera")
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
