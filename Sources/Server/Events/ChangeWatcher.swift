import Dataset
import Logging
import Workbench

/// Makes events of what happens in the workspace, whoever did it: this server, or `tessera` in a terminal.
///
/// Changes are always read from the history, in its order and after the last one told, never handed over by whoever
/// made them; so each becomes one event, once. The database says cheaply whether another process wrote to it; it is
/// asked ten times a second while somebody listens.
package actor ChangeWatcher {
    /// Sample ids that are told with a change; of a larger one only the fact.
    static let sampleLimit = 1_000
    private static let pause: Duration = .milliseconds(100)
    private static let heartbeat: Duration = .seconds(15)

    private let workspace: Workspace
    private let jobs: JobRunner
    private let hub: EventHub
    private let threads: BlockingThreads
    private let identity: String
    private let logger: Logger
    private var lastTold: Int64
    private var lastMessage: Int64
    private var lastLabelBookEdit: Int64
    private var lastVersion: Int64?
    private var underWay: Task<Void, Never>?

    /// - Parameters:
    ///   - identity: that of the workspace.
    ///   - lastTold: the newest change that need not be told.
    init(
        workspace: Workspace, jobs: JobRunner, hub: EventHub, threads: BlockingThreads, identity: String,
        lastTold: Int64, logger: Logger
    ) throws {
        self.workspace = workspace
        self.jobs = jobs
        self.hub = hub
        self.threads = threads
        self.logger = logger
        self.identity = identity
        self.lastTold = lastTold
        lastMessage = try workspace.lastThreadMessage()
        lastLabelBookEdit = try workspace.lastLabelBookEdit()
    }

    /// Tells every change that was not told yet. One call at a time reads; a later one waits and reads again.
    package func catchUp() async {
        let before = underWay
        let task = Task {
            await before?.value
            await self.tellNew()
            await self.tellTalk()
        }
        underWay = task
        await task.value
    }

    /// Looks for what other processes wrote, and sends heartbeats, until cancelled.
    func run() async {
        let clock = ContinuousClock()
        var nextBeat = clock.now + Self.heartbeat
        while (try? await Task.sleep(for: Self.pause)) != nil {
            guard await hub.listenerCount > 0 else { continue }
            await lookForOthers()
            if clock.now >= nextBeat {
                await hub.heartbeat()
                nextBeat = clock.now + Self.heartbeat
            }
        }
    }

    /// Passes on what the jobs of this process report.
    func followJobs() async {
        for await job in jobs.events() {
            guard let data = try? JSONResponse.text(JobView(job)) else { continue }
            await hub.publish(name: "job", data: String(decoding: data, as: UTF8.self))
        }
    }

    private func lookForOthers() async {
        do {
            let version = try await threads.run { [workspace] in try workspace.dataVersion() }
            guard version != lastVersion else { return }
            lastVersion = version
            await catchUp()
            try await jobs.publishOthers()
        } catch {
            logger.warning("Looking for the changes of others failed", metadata: ["error": "\(error)"])
        }
    }

    /// The events of changes of the past, as texts of the stream.
    func events(of changes: ClosedRange<Int64>) async throws -> [String] {
        var texts: [String] = []
        var last = changes.lowerBound - 1
        while last < changes.upperBound {
            let events = try await read(after: last).prefix { $0.id <= changes.upperBound }
            guard let newest = events.last?.id else { break }
            last = newest
            // None that the hub keeps: who breaks off here goes on from the history again.
            texts += events.map { event in
                ServerEvent(
                    id: EventID(sequence: 0, change: event.id, workspace: identity), name: "change", data: event.data
                ).text
            }
        }
        return texts
    }

    private func read(after last: Int64) async throws -> [(id: Int64, data: String)] {
        try await threads.run { [workspace] in
            try workspace.changes(after: last, limit: 100).map { change in
                let event = ChangeEvent(
                    change: ChangeView(change),
                    samples: try workspace.samplesTouched(by: change.id, limit: Self.sampleLimit))
                return (change.id, String(decoding: try JSONResponse.text(event), as: UTF8.self))
            }
        }
    }

    private func tellNew() async {
        do {
            while true {
                let last = lastTold
                let events = try await read(after: last)
                guard let newest = events.last?.id else { return }
                lastTold = newest
                for event in events { await hub.publish(name: "change", data: event.data, change: event.id) }
            }
        } catch {
            logger.warning("Reading the new changes failed", metadata: ["error": "\(error)"])
        }
    }

    /// Tells what was said in threads and that the label book was edited.
    private func tellTalk() async {
        do {
            let (message, edit) = (lastMessage, lastLabelBookEdit)
            let (news, newest) = try await threads.run { [workspace] in
                (try workspace.threadNews(after: message, limit: 1_000), try workspace.lastLabelBookEdit())
            }
            lastMessage = news.last?.message ?? message
            lastLabelBookEdit = newest
            for item in news {
                await hub.publish(
                    name: "thread", data: String(decoding: try JSONResponse.text(item), as: UTF8.self))
            }
            if newest != edit { await hub.publish(name: "labelbook", data: "{\"edit\":\(newest)}") }
        } catch {
            logger.warning("Reading what was said failed", metadata: ["error": "\(error)"])
        }
    }
}
