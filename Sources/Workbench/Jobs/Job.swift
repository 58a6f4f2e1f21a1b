/// A use case that was started: what it is, how far it is, and how it ended. It is a row of the workspace, so that
/// every process and a later day see it.
public struct Job: Codable, Sendable, Equatable, Identifiable {
    public let id: Int64
    /// `import`, `embed`, `project`, `export`, `verify`, `demo`, `map`, `balance`, `resplit` or `styles`.
    public let kind: String
    /// What it was started with: the use case itself, as JSON.
    public let parameters: JSONValue
    public let author: String
    public internal(set) var state: JobState
    /// What it is doing, in the user's words: "reading images".
    public internal(set) var phase: String?
    /// Units done of `total` within the phase.
    public internal(set) var done: Int
    public internal(set) var total: Int?
    /// Units a second, over the last seconds.
    public internal(set) var rate: Double?
    public internal(set) var secondsLeft: Double?
    /// The latest remark of the job: why it chose a model, what it left out.
    public internal(set) var message: String?
    public internal(set) var error: JobFailure?
    /// What it gave back, as JSON, once it is done.
    public internal(set) var result: JSONValue?
    /// ISO 8601, UTC, milliseconds.
    public let createdAt: String
    public internal(set) var startedAt: String?
    public internal(set) var finishedAt: String?
}
