/// What a transform makes of a class, as the label book has it.
public struct TransformRule: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        /// The class stays what it is.
        case same
        /// It is another class then; its name.
        case becomes(String)
        /// It may not be done.
        case forbidden
    }

    public let outcome: Outcome
    /// How far the transform may go in either direction, such as degrees of a rotation; nil: as far as a recipe likes.
    public let limit: Double?
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
}

/// A rule as somebody sets it.
public struct TransformRuleSetting: Sendable, Equatable {
    public let outcome: TransformRule.Outcome
    public let limit: Double?

    public init(_ outcome: TransformRule.Outcome, limit: Double? = nil) {
        self.outcome = outcome
        self.limit = limit
    }
}
