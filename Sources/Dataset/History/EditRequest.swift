/// What somebody wants changed: all of it happens, as one change, or nothing.
public struct EditRequest: Sendable, Equatable {
    public var author: String
    public var reason: String?
    /// In order; where two set the same cell, the later one holds.
    public var edits: [Edit]
    /// Whether a label that is no class yet becomes one. Otherwise it is `EditError.unknownClass`.
    public var createClasses: Bool

    public init(author: String, reason: String? = nil, edits: [Edit], createClasses: Bool = false) {
        self.author = author
        self.reason = reason
        self.edits = edits
        self.createClasses = createClasses
    }
}
