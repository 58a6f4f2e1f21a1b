/// One atomic, attributed edit. It is appended to the history and never rewritten.
public struct Change: Sendable, Codable, Equatable, Identifiable {
    public enum Kind: String, Sendable, Codable {
        case `import`, edit, undo, redo, `class`
    }

    public let id: Int64
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    public let author: String
    public let reason: String?
    public let kind: Kind
    /// Samples that were touched.
    public let count: Int
    /// What an undo took back or a redo did again (of an import in several batches: its first).
    public let undoes: Int64?
    /// The undo that holds against this change; nil where it was never undone or was redone.
    public let undoneBy: Int64?
    /// One line in words, such as `label of 12 samples set to iii`.
    public let summary: String
    /// The import that it is a batch of.
    public let importID: Int64?
}
