/// One thing that somebody said in a thread.
public struct ThreadMessage: Sendable, Codable, Equatable, Identifiable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Asked; it opens the thread, or opens it again.
        case question
        case answer
        /// Said beside it; the state stays.
        case note
        case decision

        var state: TalkThread.State? {
            switch self {
            case .question: .open
            case .answer: .answered
            case .note: nil
            case .decision: .decided
            }
        }
    }

    public let id: Int64
    public let kind: Kind
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    public let text: String
    /// The class that an answer or a decision names.
    public let label: String?
    /// Who was mentioned, in alphabetical order.
    public let mentions: [String]
    /// The relabelling that a decision made.
    public let change: Int64?
    /// The entry of the label book that a decision made.
    public let rule: String?

    /// Bytes of UTF-8 in one message.
    public static let longestText = 10_000
    public static let mostMentions = 20
}
