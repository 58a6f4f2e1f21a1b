import Dispatch
import Workbench

/// Runs work that is no job of a workspace, shows its progress, and stops it on SIGINT or SIGTERM.
struct ForegroundRun {
    let quiet: Bool

    /// - Parameter work: asks the reporter whether to go on; it runs on a thread of its own.
    /// - Throws: what `work` throws; `JobCancelled` where it was stopped.
    func callAsFunction<Output: Sendable>(
        _ work: @escaping @Sendable (JobReporter) throws -> Output
    ) async throws -> Output {
        let display = ProgressDisplay(quiet: quiet)
        let reporter = JobReporter(job: 0, author: "", observer: { display.show($0) })
        let interrupts = Interrupts { reporter.stop(.cancelled) }
        defer {
            interrupts.end()
            display.finish()
        }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try work(reporter) })
            }
        }
    }
}
