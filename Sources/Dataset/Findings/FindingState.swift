/// What people made of a finding.
public enum FindingState: String, Sendable, Codable, CaseIterable {
    /// Nobody judged it, or who did took it back.
    case open
    case accepted, rejected, later
    /// Nobody judged it, and it no longer holds: a later audit did not find it, or its samples changed.
    case gone
}
