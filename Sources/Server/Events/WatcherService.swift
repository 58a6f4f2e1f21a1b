import ServiceLifecycle

/// Runs the watcher, and forgets who went away, for as long as the server runs.
struct WatcherService: Service {
    let watcher: ChangeWatcher
    let presence: Presence

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await watcher.run() }
                group.addTask { await watcher.followJobs() }
                group.addTask { await presence.run() }
            }
        }
    }
}
