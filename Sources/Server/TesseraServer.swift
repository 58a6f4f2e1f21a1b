public import Dataset
public import Foundation
import Hummingbird
public import Logging
import ServiceLifecycle
import UnixSignals
public import Workbench

/// The pages and the HTTP API of one workspace.
///
///     let server = TesseraServer(
///         workspace: workspace, web: web, host: "127.0.0.1", port: 8000, jobs: JobRunner(workspace: workspace),
///         logger: logger)
///     try await server.run { port in print("http://127.0.0.1:\(port)/") }
///
/// It answers until it gets SIGTERM or SIGINT, or its task is cancelled; then streams end, running jobs stop at a safe
/// place and stay `interrupted`, and `run` returns.
public struct TesseraServer: Sendable {
    private let workspace: Workspace
    private let web: URL
    private let host: String
    private let port: Int
    private let access: Access
    private let jobs: JobRunner
    private let logger: Logger

    /// - Parameters:
    ///   - web: the folder Web of Tessera; docs/openapi.yaml is looked for beside it.
    ///   - host: the address to listen on.
    ///   - port: 0 for any that is free.
    ///   - access: `alone` only on loopback, for everybody who reaches the port may then do everything.
    public init(
        workspace: Workspace, web: URL, host: String, port: Int, access: Access = .alone, jobs: JobRunner,
        logger: Logger
    ) {
        precondition(
            access != .alone || AllowedHosts.loopbackNames.contains(host.lowercased()),
            "beyond loopback only invited people are let in")
        self.workspace = workspace
        self.web = web
        self.host = host
        self.port = port
        self.access = access
        self.jobs = jobs
        self.logger = logger
    }

    /// Serves until it is told to stop.
    /// - Parameter onListening: is told the port once requests are answered.
    /// - Throws: where the address cannot be listened on.
    public func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let services = try Services(workspace: workspace, web: web, access: access, jobs: jobs, logger: logger)
        do {
            try await serve(services, onListening: onListening)
        } catch {
            await end(services)
            throw error
        }
        await end(services)
    }

    /// Every endpoint there is, for the test that compares them with the document.
    package func endpoints() async throws -> [Endpoint] {
        let services = try Services(workspace: workspace, web: web, access: access, jobs: jobs, logger: logger)
        let table = Routes.table(services: services, hosts: AllowedHosts(publicAddress: access.publicAddress))
        await services.shutdownThreads()
        return table.endpoints
    }

    private func serve(_ services: Services, onListening: @escaping @Sendable (Int) -> Void) async throws {
        let hosts = AllowedHosts(publicAddress: access.publicAddress)
        let application = Application(
            router: Routes.router(services: services, hosts: hosts),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                hosts.listen(on: port)
                onListening(port)
                Task { await readAhead(services) }
                await restartInterrupted()
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application),
                .init(service: WatcherService(watcher: services.watcher, presence: services.presence)),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // A client that does not take its answer must not keep the server from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Goes on with the jobs that a killed or ended server left behind.
    private func restartInterrupted() async {
        do {
            try await jobs.restartInterrupted()
        } catch {
            logger.warning("The interrupted jobs could not be started again", metadata: ["error": "\(error)"])
        }
    }

    /// The first who filters or sorts a million samples need not wait for them to be read.
    private func readAhead(_ services: Services) async {
        do {
            try await services.threads.run { try services.workspace.readAhead() }
        } catch {
            logger.warning("The samples could not be read ahead", metadata: ["error": "\(error)"])
        }
    }

    private func end(_ services: Services) async {
        await services.hub.finish()
        await jobs.shutdown()
        await services.shutdownThreads()
    }
}
