import ArgumentParser
import Dataset
import Foundation
import Logging
import Server
import Workbench

/// Where to serve.
struct ServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address to listen on; only this computer's own for now.",
            discussion: "From another computer, use an SSH tunnel: ssh -L 8000:localhost:8000 THIS-COMPUTER.",
            valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port = 8_000

    @Flag(help: "Open the pages in the browser.")
    var open = false

    private struct Listening: Encodable {
        let url: String
        let workspace: String
    }

    /// - Throws: `Misuse` where the server would be open to others: there is no login yet.
    func validateHost() throws {
        guard ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw Misuse(
                "\(host) is not this computer's own address, and whoever can reach the pages can change everything. "
                    + "Serve on 127.0.0.1 and let others in by an SSH tunnel: ssh -L \(port):localhost:\(port) "
                    + "THIS-COMPUTER. People with roles come later.")
        }
        guard (0...65_535).contains(port) else { throw Misuse("--port must be 0 to 65535.") }
    }

    func serve(_ workspace: Workspace, common: CommonOptions) async throws {
        let web = try ProgramFolders.web()
        var logger = Logger(label: "tessera", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = common.quiet ? .error : .warning
        let server = TesseraServer(
            workspace: workspace, web: web, host: host, port: port, jobs: JobRunner(workspace: workspace),
            logger: logger)
        let root = workspace.directory.root.path
        do {
            try await server.run { port in
                let name = host.contains(":") ? "[\(host)]" : host
                let url = "http://\(name):\(port)/"
                if common.json {
                    try? Console.print(jsonLine: Listening(url: url, workspace: root))
                } else {
                    Console.print("\(url) shows \(root); Ctrl-C ends it")
                }
                if open { Desktop.open(url) }
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw JobFailure(
                code: "cannot-listen",
                message: "\(host) port \(port) cannot be listened on (\(error)). "
                    + "Take another with --port, or --port 0 for any that is free.")
        }
    }
}
