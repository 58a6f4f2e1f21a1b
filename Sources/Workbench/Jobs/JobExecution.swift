import Dataset
import Foundation

/// One job from its turn to its end, on the thread that calls it.
struct JobExecution: Sendable {
    let workspace: Workspace
    let job: LiveJob

    func run() {
        do {
            let lock = try waitForTurn()
            defer { withExtendedLifetime(lock) {} }
            try job.reporter.checkCancelled()
            try job.update { job in
                job.state = .running
                job.startedAt = Timestamp.now()
            }
            let result = try perform(job.useCase)
            try job.update { job in
                job.state = .done
                job.result = result
                job.secondsLeft = nil
                job.finishedAt = Timestamp.now()
            }
        } catch {
            end(with: error)
        }
    }

    private func perform<Case: UseCase>(_ useCase: Case) throws -> JSONValue {
        try JSONValue(encoding: useCase.run(in: workspace, reporting: job.reporter))
    }

    /// Another process may be at work on the workspace; this one then waits, and can be cancelled while it does.
    private func waitForTurn() throws -> WorkspaceLock {
        let file = workspace.directory.root.appendingPathComponent("lock")
        var reported = false
        while true {
            try job.reporter.checkCancelled()
            if let lock = try WorkspaceLock.tryAcquire(file) { return lock }
            if !reported {
                job.reporter.note("Waits for another job on this workspace; `tessera jobs` shows it.")
                reported = true
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    private func end(with error: any Error) {
        let stop = job.reporter.stopped
        let ending: (inout Job) -> Void = { job in
            if let stop, error is JobCancelled || error is CancellationError {
                job.state = stop == .shutdown ? .interrupted : .cancelled
            } else {
                job.state = .failed
                job.error = JobFailure(error)
            }
            job.rate = nil
            job.secondsLeft = nil
            job.finishedAt = Timestamp.now()
        }
        // Where even the end cannot be written, the table shows the job as interrupted once this process is gone.
        try? job.update(ending)
    }
}
