import Foundation
import Testing

/// The built `tessera`, run as its users run it.
struct Program {
    /// The folder that it runs in.
    var folder: URL
    /// Set on top of the environment of the tests.
    var environment: [String: String] = [:]

    /// What a run left behind.
    struct Finished {
        let status: Int32
        let output: String
        let errors: String

        /// The one JSON document on standard output.
        func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(
                value as? [String: Any], "not one JSON object: \(output)\n\(errors)", sourceLocation: sourceLocation)
        }
    }

    /// The program file: beside the test bundle, where `swift build` puts both.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["TESSERA_BINARY"] { return URL(fileURLWithPath: path) }
        var places = [Bundle.main.executableURL].compactMap(\.self)
        places += ProcessInfo.processInfo.arguments.map { URL(fileURLWithPath: $0) }
        for place in places {
            var folder = place.resolvingSymlinksInPath()
            for _ in 0..<5 {
                folder.deleteLastPathComponent()
                let file = folder.appendingPathComponent("tessera")
                if FileManager.default.isExecutableFile(atPath: file.path), !isFolder(file) { return file }
            }
        }
        return URL(fileURLWithPath: "tessera")
    }()

    private static func isFolder(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String...) async throws -> Finished { try await run(arguments) }

    @discardableResult
    func run(_ arguments: [String]) async throws -> Finished {
        let running = try start(arguments)
        return try await running.finished()
    }

    /// Starts a command and leaves it running.
    func start(_ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(arguments: arguments, folder: folder, environment: environment)
    }
}
