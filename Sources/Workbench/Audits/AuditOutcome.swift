/// What the job of an audit gives back; the report itself is kept in the workspace.
public struct AuditOutcome: Codable, Sendable, Equatable {
    /// The name of the report.
    public let report: String
    public let basis: ReportBasis
    /// In a sentence or two.
    public let verdict: String
    /// Whether it had been computed before.
    public let wasThere: Bool
}
