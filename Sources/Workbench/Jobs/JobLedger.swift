import Dataset

/// The job table of a workspace, in jobs.
struct JobLedger: Sendable {
    let workspace: Workspace

    func create(kind: String, parameters: JSONValue, author: String) throws -> Job {
        try job(workspace.createJob(kind: kind, parameters: parameters.text(), author: author))
    }

    /// Newest first.
    func jobs(limit: Int = 200) throws -> [Job] {
        try workspace.jobs(limit: limit).map(job)
    }

    func job(_ id: Int64) throws -> Job? {
        try workspace.job(id).map(job)
    }

    /// Writes the latest state of a job that this process owns.
    func save(_ job: Job) throws {
        guard var record = try workspace.job(job.id) else { throw JobRequestError.unknownJob(job.id) }
        record.state = job.state.rawValue
        record.phase = job.phase
        record.done = job.done
        record.total = job.total
        record.rate = job.rate
        record.secondsLeft = job.secondsLeft
        record.message = job.message
        record.error = try job.error.map { try JSONValue(encoding: $0).text() }
        record.result = try job.result?.text()
        record.startedAt = job.startedAt
        record.finishedAt = job.finishedAt
        try workspace.updateJob(record)
    }

    /// Puts a job that stopped back into the queue, as this process's.
    func requeue(_ job: Job) throws -> Job {
        var job = job
        job.state = .queued
        job.error = nil
        job.result = nil
        job.finishedAt = nil
        job.rate = nil
        job.secondsLeft = nil
        try workspace.clearJobCancel(job.id)
        try save(job)
        return job
    }

    /// Marks a job that nobody runs any more as cancelled, so that it is not started again.
    func giveUp(_ job: Job) throws -> Job {
        var job = job
        job.state = .cancelled
        try save(job)
        return job
    }

    func requestCancel(_ id: Int64) throws {
        try workspace.requestJobCancel(id)
    }

    func cancelRequested(_ id: Int64) throws -> Bool {
        try workspace.jobCancelRequested(id)
    }

    /// Marks the jobs of processes that are gone as interrupted.
    func noticeDeadJobs() throws {
        _ = try workspace.interruptDeadJobs()
    }

    private func job(_ record: JobRecord) throws -> Job {
        Job(
            id: record.id, kind: record.kind, parameters: try JSONValue(text: record.parameters), author: record.author,
            state: JobState(rawValue: record.state) ?? .failed, phase: record.phase, done: record.done,
            total: record.total, rate: record.rate, secondsLeft: record.secondsLeft, message: record.message,
            error: try record.error.map { try JSONValue(text: $0).decoded(as: JobFailure.self) },
            result: try record.result.map(JSONValue.init(text:)), createdAt: record.createdAt,
            startedAt: record.startedAt, finishedAt: record.finishedAt)
    }
}
