import Dataset
import Foundation
import Testing

@Suite("docs/http-api.md: its commands work as they stand")
struct GuideTests {
    @Test("Every curl command is answered as the text says", .enabled(if: curl != nil, "curl is not installed"))
    func commands() async throws {
        let curl = try #require(Self.curl)
        let text = try String(contentsOf: Self.guide, encoding: .utf8)
        let blocks = text.matches(of: #/```sh\n((?:.|\n)*?)```/#).map { String($0.1) }
        let commands = blocks.flatMap { $0.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n") }
            .map(String.init).filter { $0.hasPrefix("curl ") }
        #expect(commands.count >= 20)
        try await LiveServer.run(samples: 12) { server async throws in
            let folder = server.workspace.directory.root.deletingLastPathComponent()
            for command in commands {
                // The status goes to a file, so that it is told apart from what the command itself shows or keeps.
                let script =
                    "TESSERA=http://127.0.0.1:\(server.port)\n"
                    + command.replacingOccurrences(of: "curl ", with: "\(curl) -w '%{stderr}%{http_code}' ")
                let (status, output) = try await Self.shell(script, in: folder)
                let needsMore = command.contains("neighbors") || command.contains("/map/")
                let isConflict = command.contains("revisions")
                #expect(status == (needsMore || isConflict ? "409" : status), "\(command): \(output)")
                if !needsMore, !isConflict {
                    #expect(status == "200" || status == "201", "\(command): \(status) \(output)")
                }
            }
        }
    }

    @Test(
        "Every code that the guide lists is one that is written in the sources, and the other way round for the server's own"
    )
    func codes() throws {
        let text = try String(contentsOf: Self.guide, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.firstMatch(of: #/^\| [45]\d\d \|/#) != nil }
        let listed = Set(rows.flatMap { $0.matches(of: #/`([a-z-]+)`/#).map { String($0.1) } })
        let sources = try Self.sources(below: "Sources/Server")
        let own = Set(sources.matches(of: #/"([a-z]+(?:-[a-z]+)+)"/#).map { String($0.1) })
            .union(["internal"]).intersection(try Self.codesInCalls(sources))
        #expect(own.subtracting(listed) == [], "codes of the server that the guide does not list")
    }

    /// What stands where a code stands: in `APIError(.status, "code", …)` and `.badRequest("code", …)`.
    private static func codesInCalls(_ sources: String) throws -> Set<String> {
        let calls = sources.matches(of: #/(?:APIError\(\s*\.\w+,|badRequest\()\s*"([a-z-]+)"/#)
        return Set(calls.map { String($0.1) })
    }

    private static func sources(below folder: String) throws -> String {
        let root = guide.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(folder)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    }

    private static func shell(_ script: String, in folder: URL) async throws -> (status: String, output: String) {
        try await Blocking.run {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script]
            process.currentDirectoryURL = folder
            let (output, status) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = status
            try process.run()
            let text = output.fileHandleForReading.readDataToEndOfFile()
            let code = status.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (String(decoding: code, as: UTF8.self), String(decoding: text.prefix(500), as: UTF8.self))
        }
    }

    private static let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/http-api.md").standardizedFileURL

    private static let curl = ["/usr/bin/curl", "/opt/homebrew/bin/curl", "/usr/local/bin/curl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
}
