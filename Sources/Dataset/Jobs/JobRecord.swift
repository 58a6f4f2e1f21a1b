/// A job as it is kept: any process on the workspace sees it.
public struct JobRecord: Sendable, Codable, Equatable, Identifiable {
    public var id: Int64
    public var kind: String
    /// JSON text.
    public var parameters: String
    public var author: String
    /// `queued`, `running`, `done`, `failed`, `cancelled` or `interrupted`.
    public var state: String
    public var phase: String?
    public var done: Int
    public var total: Int?
    /// Items a second.
    public var rate: Double?
    public var secondsLeft: Double?
    public var message: String?
    /// JSON text.
    public var error: String?
    /// JSON text.
    public var result: String?
    /// ISO 8601 in UTC with milliseconds, as the next two.
    public var createdAt: String
    public var startedAt: String?
    public var finishedAt: String?
    public var cancelRequested: Bool
    /// The process that runs it or has it in its queue.
    public var pid: Int32?
}
