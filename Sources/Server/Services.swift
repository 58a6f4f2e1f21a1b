import Dataset
import Foundation
import Logging
import Workbench

/// What the routes work with; one set for one running server.
struct Services: Sendable {
    let workspace: Workspace
    let jobs: JobRunner
    /// The folder Web, for the saved map, and the pages in it.
    let webURL: URL
    let web: WebFolder
    let hub: EventHub
    let watcher: ChangeWatcher
    let presence: Presence
    let thumbnails: ThumbnailCache
    let neighbors: SampleNeighbors
    let runs: RunLibrary
    let labelling: LabellingQueue
    /// Who is let in, and what keeps others out.
    let access: Access
    let loginLimits = LoginLimits()
    let denials = DenialMeter()
    /// For the database and files.
    let threads: BlockingThreads
    /// For pictures and whole maps: as many at a time as there are cores.
    let decoding: BlockingThreads
    /// For passwords, each of which takes a fifth of a second on purpose: one at a time, so that many attempts leave a core.
    let passwords: BlockingThreads

    init(workspace: Workspace, web: URL, access: Access, jobs: JobRunner, logger: Logger) throws {
        self.access = access
        self.workspace = workspace
        self.jobs = jobs
        webURL = web
        self.web = WebFolder(web)
        threads = BlockingThreads(count: 4)
        decoding = BlockingThreads(count: max(2, ProcessInfo.processInfo.activeProcessorCount))
        passwords = BlockingThreads(count: 1)
        let lastChange = try workspace.changes(before: nil, limit: 1).first?.id ?? 0
        let identity = try workspace.identity()
        hub = EventHub(workspace: identity, lastChange: lastChange)
        presence = Presence(hub: hub)
        watcher = try ChangeWatcher(
            workspace: workspace, jobs: jobs, hub: hub, threads: threads, identity: identity, lastTold: lastChange,
            logger: logger)
        thumbnails = ThumbnailCache(
            images: workspace.images, folder: workspace.directory.cache, threads: decoding)
        neighbors = SampleNeighbors(workspace: workspace)
        runs = RunLibrary(workspace: workspace)
        labelling = LabellingQueue(workspace: workspace)
    }

    /// Ends the threads once what they are doing is done.
    func shutdownThreads() async {
        await threads.shutdown()
        await decoding.shutdown()
        await passwords.shutdown()
    }
}
