/// What somebody wants changed: all of it happens, as one change, or nothing.
public struct EditRequest: Sendable, Equatable {
    public var author: String
    public var reason: String?
    /// In order; where two set the same cell, the later one holds.
    public var edits: [Edit]
    /// Whether a label that is no class yet becomes one. Otherwise it is `EditError.unknownClass`.
    public var createClasses: Bool
    /// With a key it is kept once, however often it is asked for.
    public var key: RequestKey?

    public init(
        author: String, reason: String? = nil, edits: [Edit], createClasses: Bool = false, key: RequestKey? = nil
    ) {
        self.author = author
        self.reason = reason
        self.edits = edits
        self.createClasses = createClasses
        self.key = key
    }
}
