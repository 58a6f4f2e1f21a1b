public import Dataset
import Foundation

/// Runs use cases on a workspace, one after the other, each as a ``Job`` that is kept in the workspace.
///
///     let runner = JobRunner(workspace: workspace)
///     let job = try await runner.start(EmbedImages(model: .auto), author: "ada")
///     for await event in runner.events() where event.id == job.id { … }
///
/// The CLI has a runner in its process and the server has one in its own; a lock on the workspace sees to it that one
/// heavy job at a time works on it, whoever started it, and each sees the other's jobs in the table.
public actor JobRunner {
    private let workspace: Workspace
    private let ledger: JobLedger
    private let hub = JobHub()
    /// Jobs of this process that are queued or running, by id.
    private var live: [Int64: LiveJob] = [:]
    private var queue: [LiveJob] = []
    private var isBusy = false
    private var waiting: [Int64: [CheckedContinuation<Job, Never>]] = [:]
    private var seen: [Int64: Job] = [:]
    private var isShuttingDown = false

    public init(workspace: Workspace) {
        self.workspace = workspace
        ledger = JobLedger(workspace: workspace)
    }

    // MARK: Starting and stopping

    /// Queues a use case named by its kind, with parameters that came from outside.
    /// - Throws: ``JobRequestError`` where the kind is unknown, the parameters are not right, or the job is not for
    ///   callers from outside.
    public func start(kind: String, parameters: JSONValue, author: String) throws -> Job {
        let useCase = try UseCaseCatalog.decode(kind: kind, parameters: parameters)
        guard useCase.isForPages else { throw JobRequestError.notFromOutside(kind: kind) }
        return try start(useCase, author: author)
    }

    /// Queues a use case. An interrupted job of the same kind with the same parameters is taken up again instead of a
    /// new one beside it.
    public func start(_ asked: any UseCase, author: String) throws -> Job {
        let useCase = try asked.settled(in: workspace)
        let parameters = try JSONValue(encoding: useCase)
        let kind = type(of: useCase).kind
        try ledger.noticeDeadJobs()
        let earlier = try ledger.jobs().first {
            $0.kind == kind && $0.parameters == parameters && $0.state == .interrupted
        }
        let job =
            try earlier.map { try ledger.requeue($0) }
            ?? ledger.create(
                kind: kind, parameters: parameters, author: author)
        return enqueue(job, useCase)
    }

    /// Runs a use case to its end and returns what it gives back.
    /// - Parameter onStart: is told the job before it runs, so that its events can be followed.
    /// - Throws: ``JobCancelled`` or ``JobFailure``.
    public func run<Case: UseCase>(
        _ useCase: Case, author: String, onStart: @Sendable (Job) -> Void = { _ in }
    ) async throws -> Case.Output {
        let job = try start(useCase, author: author)
        onStart(job)
        let finished = try await finish(of: job.id)
        switch finished.state {
        case .done: return try (finished.result ?? .null).decoded(as: Case.Output.self)
        case .failed: throw finished.error ?? JobFailure(code: "failed", message: "The job failed.")
        case .queued, .running, .cancelled, .interrupted: throw JobCancelled()
        }
    }

    /// Stops a job: at once where it waits, at its next check where it runs, in whichever process that is.
    public func cancel(_ id: Int64) throws -> Job {
        if let job = live[id] {
            job.reporter.stop(.cancelled)
            return job.job
        }
        try ledger.noticeDeadJobs()
        guard let job = try ledger.job(id) else { throw JobRequestError.unknownJob(id) }
        switch job.state {
        case .queued, .running:
            try ledger.requestCancel(id)
            return job
        case .interrupted: return try ledger.giveUp(job)
        case .done, .failed, .cancelled: throw JobRequestError.notRunning(id, job.state)
        }
    }

    /// Starts a job again that failed, was cancelled or was interrupted; it goes on where it stopped.
    public func resume(_ id: Int64) throws -> Job {
        try ledger.noticeDeadJobs()
        guard let job = try ledger.job(id) else { throw JobRequestError.unknownJob(id) }
        guard job.state.isResumable, live[id] == nil else { throw JobRequestError.notResumable(id, job.state) }
        let useCase = try UseCaseCatalog.decode(kind: job.kind, parameters: job.parameters)
        return enqueue(try ledger.requeue(job), useCase)
    }

    /// Starts again whatever was interrupted when its process died or was shut down.
    public func restartInterrupted() throws {
        try ledger.noticeDeadJobs()
        for job in try ledger.jobs().reversed() where job.state == .interrupted && live[job.id] == nil {
            do {
                _ = try resume(job.id)
            } catch is JobRequestError {
                // A job that this version does not know stays as it is; the others go on.
                continue
            }
        }
    }

    /// Stops what runs and waits for it; it stays `interrupted`, and the next `tessera serve` goes on with it.
    public func shutdown() async {
        isShuttingDown = true
        let jobs = live.values.sorted { $0.id < $1.id }
        for job in jobs { job.reporter.stop(.shutdown) }
        for job in jobs { _ = try? await finish(of: job.id) }
        hub.finish()
    }

    // MARK: Looking

    /// The jobs of the workspace, newest first.
    public func jobs() throws -> [Job] {
        try ledger.noticeDeadJobs()
        return try ledger.jobs().map { live[$0.id]?.job ?? $0 }
    }

    public func job(_ id: Int64) throws -> Job? {
        if let job = live[id] { return job.job }
        return try ledger.job(id)
    }

    /// Every change of a job from now on; each call listens for itself. A running job is told at most ten times a
    /// second.
    nonisolated public func events() -> AsyncStream<Job> { hub.events() }

    /// Tells the listeners what other processes did to their jobs since the last call. The server calls it when it
    /// sees that the database was changed by somebody else.
    public func publishOthers() throws {
        for job in try ledger.jobs(limit: 20) where live[job.id] == nil && seen[job.id] != job {
            if seen[job.id] != nil || !job.state.isFinished { hub.publish(job) }
            seen[job.id] = job
        }
    }

    /// Waits until a job of this runner has finished; one that it does not run is returned as it is.
    public func finish(of id: Int64) async throws -> Job {
        if live[id] != nil {
            return await withCheckedContinuation { waiting[id, default: []].append($0) }
        }
        guard let job = try ledger.job(id) else { throw JobRequestError.unknownJob(id) }
        return job
    }

    // MARK: Running

    private func enqueue(_ job: Job, _ useCase: any UseCase) -> Job {
        let job = LiveJob(job, useCase: useCase, ledger: ledger, hub: hub)
        live[job.id] = job
        if isShuttingDown { job.reporter.stop(.shutdown) }
        hub.publish(job.job)
        queue.append(job)
        startNext()
        return job.job
    }

    /// Runs the next job on a thread of its own: it blocks for as long as it likes, and no pool goes short of a thread.
    private func startNext() {
        guard !isBusy, !queue.isEmpty else { return }
        isBusy = true
        let job = queue.removeFirst()
        let execution = JobExecution(workspace: workspace, job: job)
        let thread = Thread {
            execution.run()
            Task { await self.finished(job) }
        }
        thread.name = "tessera job"
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func finished(_ job: LiveJob) {
        isBusy = false
        startNext()
        live[job.id] = nil
        let value = job.job
        seen[value.id] = value
        for continuation in waiting.removeValue(forKey: job.id) ?? [] { continuation.resume(returning: value) }
    }
}
