import GRDB

/// What one person said about one sample.
public struct Answer: Sendable, Codable, Equatable, Identifiable {
    public enum Kind: String, Sendable, Codable {
        case label
        /// Cannot or will not say.
        case skip
        /// Somebody should look at it.
        case flag
        /// The answer before it is taken back.
        case withdrawn
    }

    public let id: Int64
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    public let sample: Int64
    public let person: String
    public let kind: Kind
    /// The name of the class, where it is a label and the class is still there.
    public let label: String?
    /// 0 to 1.
    public let confidence: Double?
    public let reason: String?
    /// The change that it made at once, where it made one.
    public let change: Int64?

    private static let selection = """
        SELECT a.id, a.at, a.sample, a.person, a.kind, c.name, a.confidence, a.reason, a.change
        FROM answer a LEFT JOIN class c ON c.id = a.class
        """

    static func fetch(_ clause: String, _ arguments: StatementArguments = [], in db: Database) throws -> [Answer] {
        try Row.fetchAll(db.cachedStatement(sql: "\(selection) \(clause)"), arguments: arguments).map { row in
            Answer(
                id: row[0], at: row[1], sample: row[2], person: row[3], kind: Kind(rawValue: row[4]) ?? .skip,
                label: row[5], confidence: row[6], reason: row[7], change: row[8])
        }
    }
}

/// What somebody wants to say about a sample.
public struct AnswerRequest: Sendable, Equatable, Decodable {
    public var sample: Int64
    /// The name of a class, for an answer of the kind `label`.
    public var label: String?
    public var kind: Answer.Kind
    public var confidence: Double?
    public var reason: String?
    /// The revision that the person saw, for where the answer becomes the label at once.
    public var revision: Int64?

    public init(
        sample: Int64, label: String? = nil, kind: Answer.Kind? = nil, confidence: Double? = nil,
        reason: String? = nil, revision: Int64? = nil
    ) {
        self.sample = sample
        self.label = label
        self.kind = kind ?? (label == nil ? .skip : .label)
        self.confidence = confidence
        self.reason = reason
        self.revision = revision
    }

    private enum CodingKeys: String, CodingKey {
        case sample, label, kind, confidence, reason, revision
    }

    /// `kind` may be left out where there is a label.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let label = try values.decodeIfPresent(String.self, forKey: .label)
        let kind = try values.decodeIfPresent(Answer.Kind.self, forKey: .kind)
        guard kind != .withdrawn, (label != nil) == ((kind ?? .label) == .label) else {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: values,
                debugDescription: "an answer has a label, or it is of the kind skip or flag")
        }
        self.init(
            sample: try values.decode(Int64.self, forKey: .sample), label: label, kind: kind,
            confidence: try values.decodeIfPresent(Double.self, forKey: .confidence),
            reason: try values.decodeIfPresent(String.self, forKey: .reason),
            revision: try values.decodeIfPresent(Int64.self, forKey: .revision))
    }
}

/// What became of what somebody said.
public struct AnswerOutcome: Sendable, Equatable {
    public let answers: [Answer]
    /// The change that was made at once: of labels, or of the tag `flagged`.
    public let change: AppliedChange?
}
