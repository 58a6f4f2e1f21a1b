import Workbench

/// A job as JSON, with `null` where there is nothing.
struct JobView: Encodable, Sendable {
    let job: Job

    init(_ job: Job) {
        self.job = job
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, state, phase, done, total, rate, secondsLeft, message, error, parameters, result, createdAt
        case startedAt, finishedAt, author
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(job.id, forKey: .id)
        try container.encode(job.kind, forKey: .kind)
        try container.encode(job.state, forKey: .state)
        try container.encode(job.phase, forKey: .phase)
        try container.encode(job.done, forKey: .done)
        try container.encode(job.total, forKey: .total)
        try container.encode(job.rate, forKey: .rate)
        try container.encode(job.secondsLeft, forKey: .secondsLeft)
        try container.encode(job.message, forKey: .message)
        try container.encode(job.error, forKey: .error)
        try container.encode(job.parameters, forKey: .parameters)
        try container.encode(job.result, forKey: .result)
        try container.encode(job.createdAt, forKey: .createdAt)
        try container.encode(job.startedAt, forKey: .startedAt)
        try container.encode(job.finishedAt, forKey: .finishedAt)
        try container.encode(job.author, forKey: .author)
    }
}
