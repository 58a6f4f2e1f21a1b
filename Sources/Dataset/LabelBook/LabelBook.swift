/// What the classes mean: for each its definition, good examples, near misses and rules.
public struct LabelBook: Sendable, Codable, Equatable {
    /// In the order of the classes.
    public let pages: [LabelBookPage]

    public init(pages: [LabelBookPage]) {
        self.pages = pages
    }
}

/// What one class means.
public struct LabelBookPage: Sendable, Codable, Equatable {
    public let classID: Int64
    public let name: String
    /// nil where nobody wrote one.
    public let definition: LabelBookEntry?
    public let examples: [LabelBookEntry]
    public let nearMisses: [LabelBookEntry]
    public let rules: [LabelBookEntry]
}

/// One thing that the label book says of a class, as its newest edit left it.
public struct LabelBookEntry: Sendable, Codable, Equatable, Identifiable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case definition
        /// Images that are of the class beyond doubt.
        case example
        /// Images that look like the class and are none, or the other way round.
        case nearMiss
        case rule
    }

    /// The same in every copy of the workspace.
    public let id: String
    public let kind: Kind
    /// Of an example or a near miss the caption, which may be empty.
    public let text: String
    /// Ids of samples: what an example or a rule shows.
    public let examples: [Int64]
    /// What a near miss or a rule shows.
    public let nearMisses: [Int64]
    /// The thread whose decision made it.
    public let thread: Int64?
    /// Of the newest edit: a number that grows with every edit of the book.
    public let edit: Int64
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String

    /// Images that one entry shows.
    public static let mostImages = 100
    /// Bytes of UTF-8.
    public static let longestText = 10_000
}
