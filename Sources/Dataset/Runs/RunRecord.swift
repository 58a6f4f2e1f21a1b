/// A training of one trainer on one version with one seed, as the database has it. Its arrays lie in `runs/<id>/`.
public struct RunRecord: Sendable, Codable, Equatable, Identifiable {
    public enum State: String, Sendable, Codable {
        /// Under way, or broken off by the end of its process: the job says which.
        case running
        case done, failed, cancelled
    }

    public let id: Int64
    public let key: RunKey
    public let seed: UInt64
    public var state: State
    public let author: String
    /// The job that works on it, or worked last.
    public let job: Int64?
    public let note: String?
    /// Why it failed.
    public let error: String?
    /// JSON: what it was trained on.
    public let data: String
    /// JSON: what came out; nil until it is done.
    public let result: String?
    /// ISO 8601 in UTC with milliseconds.
    public let createdAt: String
    public let finishedAt: String?
}
