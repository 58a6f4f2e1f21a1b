/// A question on samples or classes, and what people said to it. Nothing of it is ever rewritten.
public struct TalkThread: Sendable, Codable, Equatable, Identifiable {
    /// What a thread is about.
    public enum About: String, Sendable, Codable, CaseIterable {
        case sample, samples, `class`, pair
    }

    /// It follows from the messages: the last one that is more than a note decides.
    public enum State: String, Sendable, Codable, CaseIterable {
        case open, answered, decided
    }

    public let id: Int64
    public let about: About
    public let state: State
    /// Who asked, and when: ISO 8601 in UTC with milliseconds.
    public let author: String
    public let at: String
    public let question: String
    /// Names of classes: one, two of a pair, or none.
    public let classes: [String]
    /// Ids, ascending, at most ``mostNamed``.
    public let samples: [Int64]
    public let sampleCount: Int
    /// Everybody who was mentioned, each once, in the order in which they were.
    public let asked: [String]
    public let messageCount: Int
    public let lastMessage: Int64
    public let lastAt: String
    /// In the order in which they were written; nil in lists.
    public let messages: [ThreadMessage]?

    /// Samples that are named with a thread.
    public static let mostNamed = 100
    /// Samples that a thread may be about.
    public static let mostSamples = 10_000
}
