/// A cell that somebody else changed meanwhile.
public struct Conflict: Sendable, Codable, Equatable {
    /// nil where it is about a class.
    public let sample: Int64?
    public let field: String
    /// What was to be set, as people read it; nil for nothing.
    public let yours: String?
    /// What is there now.
    public let theirs: String?
    /// Who set it, and when.
    public let author: String
    public let at: String
}
