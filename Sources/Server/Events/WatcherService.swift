import ServiceLifecycle

/// Runs the watcher for as long as the server runs.
struct WatcherService: Service {
    let watcher: ChangeWatcher

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await watcher.run() }
                group.addTask { await watcher.followJobs() }
            }
        }
    }
}
