/// One cell of a change: what it was and what it became.
public struct ChangedCell: Sendable, Codable, Equatable {
    public let change: Int64
    public let at: String
    public let author: String
    public let reason: String?
    public let kind: Change.Kind
    /// nil where a class was changed.
    public let sample: Int64?
    /// nil where a sample was changed.
    public let classID: Int64?
    /// `label`, `split`, `tags`, `state`, `column.NAME`; `sample` for all of a new sample; of a class `name`, `rank`
    /// and `exists`.
    public let field: String
    /// As people read it: a class by its present name, tags with commas; nil for nothing.
    public let before: String?
    public let after: String?
}
