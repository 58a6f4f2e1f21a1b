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
            "The address to listen on; for any but this computer's own, people are invited and log in.",
            discussion: "It then takes --url and --behind-proxy.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "The address that people open: https://NAME. With it, people are invited and log in.",
            discussion: "Invite the first with `tessera people invite --role owner`.", valueName: "url"))
    var url: String?

    @Flag(
        help: ArgumentHelp(
            "A proxy in front of this server ends TLS.",
            discussion:
                "It passes Host and X-Forwarded-For on. Without one, passwords would go over the network in clear."))
    var behindProxy = false

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port = 8_000

    @Flag(help: "Open the pages in the browser.")
    var open = false

    private struct Listening: Encodable {
        let url: String
        let workspace: String
        /// What is listened on; behind a proxy the address tells another.
        let port: Int
    }

    /// - Throws: `Misuse` where others could reach the server without a login, or a login could be overheard.
    func validateHost() throws { _ = try access() }

    /// Who is let in: whoever is at this computer, or the people who were invited.
    private func access() throws -> Access {
        guard (0...65_535).contains(port) else { throw Misuse("--port must be 0 to 65535.") }
        let isLoopback = ["127.0.0.1", "localhost", "::1"].contains(host)
        guard let url else {
            guard isLoopback else {
                throw Misuse(
                    "On \(host) others can reach the pages, so people log in, and that takes TLS. Let a proxy end it, "
                        + "and say so: --behind-proxy --url https://NAME (docs/access.md). For yourself alone, serve on "
                        + "127.0.0.1 and use an SSH tunnel: ssh -L \(port):localhost:\(port) THIS-COMPUTER.")
            }
            guard !behindProxy else {
                throw Misuse("--behind-proxy needs the address that people open: --url https://NAME.")
            }
            return .alone
        }
        guard let address = PublicAddress(url) else {
            throw Misuse(
                "\(url) is not an address that people can log in at: it is https://NAME or https://NAME:PORT, without a path."
            )
        }
        guard behindProxy else {
            throw Misuse(
                "Tessera does not speak TLS itself. Let a proxy end it, and say that there is one: --behind-proxy (docs/access.md)."
            )
        }
        return .invited(address)
    }

    func serve(_ workspace: Workspace, common: CommonOptions) async throws {
        let web = try ProgramFolders.web()
        var logger = Logger(label: "tessera", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = common.quiet ? .error : .warning
        let access = try access()
        if case .invited(let address) = access { try prepare(workspace, for: address, common) }
        let server = TesseraServer(
            workspace: workspace, web: web, host: host, port: port, access: access,
            jobs: JobRunner(workspace: workspace), logger: logger)
        let root = workspace.directory.root.path
        do {
            try await server.run { port in
                let name = host.contains(":") ? "[\(host)]" : host
                let url =
                    if case .invited(let address) = access { "\(address.url)/" } else { "http://\(name):\(port)/" }
                if common.json {
                    try? Console.print(jsonLine: Listening(url: url, workspace: root, port: port))
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

    /// Keeps the address for the links of invitations, and says what is missing before anybody can come in.
    private func prepare(_ workspace: Workspace, for address: PublicAddress, _ common: CommonOptions) throws {
        try workspace.keepPublicAddress(address.url)
        guard !common.quiet, try workspace.people().isEmpty else { return }
        Console.say("Nobody can log in yet. Invite the first: tessera people invite --role owner")
    }
}
