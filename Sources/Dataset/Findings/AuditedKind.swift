/// One kind of audit, as it last ran.
public struct AuditedKind: Sendable, Codable, Equatable {
    public let kind: FindingKind
    /// The digest of all that the result depends on; empty until it could be computed.
    public let basis: String
    /// The newest change that it had seen.
    public let lastChange: Int64
    /// What it found, judged or not.
    public let found: Int
    /// Why it could not be computed when it was last asked for; nil where it was.
    public let skipped: String?
    /// JSON: what it says of the whole.
    public let facts: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
}
