import Dataset
import Foundation
import Imaging
import Logging
import Server
import Workbench

/// A server on a free port of this machine over a workspace on disk of its own. Ends with `withLiveServer`.
struct LiveServer: Sendable {
    let port: Int
    let workspace: Workspace
    let server: TesseraServer
    /// The folder Web that it serves from.
    let web: URL
    /// The name that requests are sent to: its own on loopback, or the one that people were given.
    var publicHost: String?

    var host: String { publicHost ?? "127.0.0.1:\(port)" }

    /// Where the tests' people were invited to.
    static let invitedHost = "numerals.example.org"

    /// Runs a test against a server and ends it.
    /// - Parameters:
    ///   - samples: how many there are; every third is a copy of one image.
    ///   - web: nil is Web of this package.
    ///   - invited: whether people have to log in, behind a proxy.
    static func run(
        samples: Int = 6, web: URL? = nil, invited: Bool = false, _ body: @Sendable (LiveServer) async throws -> Void
    ) async throws {
        await Turnstile.servers.enter()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tessera-server-\(UUID().uuidString)")
        let result: Result<Void, any Error>
        do {
            let workspace = try await Blocking.run {
                let root = folder.appendingPathComponent("numerals.tessera")
                let workspace = try Workspace.create(at: root, name: "numerals")
                if samples > 0 { try SmallDataset.fill(workspace, count: samples) }
                return workspace
            }
            try await run(over: workspace, web: web ?? packageWeb, invited: invited, body)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try? FileManager.default.removeItem(at: folder)
        await Turnstile.servers.leave()
        try result.get()
    }

    /// Runs a test against a server over a workspace that is there.
    static func run(
        over workspace: Workspace, web: URL = packageWeb, invited: Bool = false,
        _ body: @Sendable (LiveServer) async throws -> Void
    ) async throws {
        var logger = Logger(label: "tessera.test")
        logger.logLevel = .critical
        let address = invited ? PublicAddress("https://\(invitedHost)") : nil
        let server = TesseraServer(
            workspace: workspace, web: web, host: "127.0.0.1", port: 0, access: address.map { .invited($0) } ?? .alone,
            jobs: JobRunner(workspace: workspace), logger: logger)
        let (ports, announce) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await server.run { announce.yield($0) }
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                return
            }
            try await body(
                LiveServer(
                    port: port, workspace: workspace, server: server, web: web,
                    publicHost: invited ? invitedHost : nil))
            group.cancelAll()
        }
    }

    static let packageWeb = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Web").standardizedFileURL
}
