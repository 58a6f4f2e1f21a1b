import Dataset
import Workbench

/// Runs a job in this process, shows its progress, and stops it on SIGINT or SIGTERM.
struct JobRun {
    let workspace: Workspace
    let common: CommonOptions

    /// Runs a use case to its end and returns what it gives back.
    func callAsFunction<Case: UseCase>(_ useCase: Case, author: String) async throws -> Case.Output {
        let job = try await follow { runner in try await runner.start(useCase, author: author) }
        return try (job.result ?? .null).decoded(as: Case.Output.self)
    }

    /// Starts a job by `start` and follows it to its end.
    /// - Returns: the job, done.
    /// - Throws: `JobFailure` or `JobCancelled` where it ended otherwise.
    func follow(_ start: (JobRunner) async throws -> Job) async throws -> Job {
        let runner = JobRunner(workspace: workspace)
        let display = ProgressDisplay(quiet: common.quiet)
        let events = runner.events()
        let drawing = Task {
            for await job in events {
                display.show(job)
                if job.state.isFinished { break }
            }
        }
        defer { drawing.cancel() }
        let job = try await start(runner)
        let interrupts = Interrupts { Task { try? await runner.cancel(job.id) } }
        defer { interrupts.end() }
        let finished = try await runner.finish(of: job.id)
        await drawing.value
        display.finish()
        switch finished.state {
        case .done: return finished
        case .failed: throw finished.error ?? JobFailure(code: "failed", message: "The job failed.")
        case .queued, .running, .cancelled, .interrupted: throw JobCancelled()
        }
    }
}
