/// What somebody said of a finding.
public struct FindingVerdict: Sendable, Codable, Equatable {
    public enum Word: String, Sendable, Codable, CaseIterable {
        /// It is right. What it suggests, or what was said instead, was done.
        case accept
        /// It is wrong.
        case reject
        /// Not now.
        case later
        /// The verdict before was taken back.
        case withdrawn
    }

    public let verdict: Word
    public let author: String
    public let reason: String?
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    /// The change that was made; nil where there was nothing to change.
    public let change: Int64?
    /// The score of the finding when it was judged.
    public let score: Double
}
