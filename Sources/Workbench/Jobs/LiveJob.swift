import Synchronization

/// A job that this process has queued or runs: its latest state, kept in step with the job table and with whoever
/// listens, but only as often as that is useful.
final class LiveJob: Sendable {
    private struct State {
        var job: Job
        var lastPublished: ContinuousClock.Instant?
        var lastSaved: ContinuousClock.Instant?
    }

    let id: Int64
    private let author: String
    let useCase: any UseCase
    private let ledger: JobLedger
    private let hub: JobHub
    private let state: Mutex<State>
    private let reporterBox = Mutex<JobReporter?>(nil)

    init(_ job: Job, useCase: any UseCase, ledger: JobLedger, hub: JobHub) {
        id = job.id
        author = job.author
        self.useCase = useCase
        self.ledger = ledger
        self.hub = hub
        state = Mutex(State(job: job))
    }

    var job: Job { state.withLock { $0.job } }

    /// What the use case reports to.
    var reporter: JobReporter {
        reporterBox.withLock { box in
            if let reporter = box { return reporter }
            let reporter = JobReporter(
                job: id, author: author, observer: { [weak self] progress in self?.take(progress) },
                isStoppedElsewhere: { [ledger, id] in (try? ledger.cancelRequested(id)) == true })
            box = reporter
            return reporter
        }
    }

    /// Changes the job, writes it to the table and tells the listeners.
    func update(_ change: (inout Job) -> Void) throws {
        let job = state.withLock { state in
            change(&state.job)
            state.lastPublished = .now
            state.lastSaved = .now
            return state.job
        }
        try ledger.save(job)
        hub.publish(job)
    }

    private func take(_ progress: JobProgress) {
        let now = ContinuousClock.now
        let (job, publish, save) = state.withLock { state in
            let newPhase = state.job.phase != progress.phase || state.job.message != progress.message
            state.job.phase = progress.phase
            state.job.done = progress.done
            state.job.total = progress.total
            state.job.rate = progress.rate
            state.job.secondsLeft = progress.secondsLeft
            state.job.message = progress.message
            let publish = newPhase || Self.passed(.milliseconds(100), since: state.lastPublished, now)
            let save = Self.passed(.milliseconds(500), since: state.lastSaved, now)
            if publish { state.lastPublished = now }
            if save { state.lastSaved = now }
            return (state.job, publish, save)
        }
        if publish { hub.publish(job) }
        // Progress is a courtesy: where it cannot be written, the work goes on.
        if save { try? ledger.save(job) }
    }

    private static func passed(
        _ span: Duration, since last: ContinuousClock.Instant?, _ now: ContinuousClock.Instant
    ) -> Bool {
        guard let last else { return true }
        return last.duration(to: now) >= span
    }
}
