/// Why something could not be said, or a thread not be found.
public enum ThreadError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int64)
    /// Neither samples nor classes, or three classes.
    case noSubject
    case emptyText
    case tooLong(Int)
    case tooMany(String)
    case invalidMention(String)
    case invalidKind(String)
    /// The rule or the samples of a decision do not fit the thread.
    case badDecision(String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "unknown-thread"
        case .noSubject: "no-subject"
        case .emptyText: "empty-text"
        case .tooLong: "text-too-long"
        case .tooMany: "too-much"
        case .invalidMention: "invalid-mention"
        case .invalidKind: "invalid-kind"
        case .badDecision: "bad-decision"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let id): "There is no thread \(id). `tessera threads list` lists them."
        case .noSubject: "A question is about samples, one class or a pair of classes. Say which."
        case .emptyText: "A message needs words. Write some."
        case .tooLong(let limit): "A text has at most \(limit) bytes. Make it shorter."
        case .tooMany(let words): words
        case .invalidMention(let name): "\u{201C}\(name.prefix(80))\u{201D} cannot be the name of a person."
        case .invalidKind(let kind):
            "\u{201C}\(kind.prefix(40))\u{201D} is no message that can be added. It is question, answer or note; to decide there is a call of its own."
        case .badDecision(let words): words
        }
    }
}
