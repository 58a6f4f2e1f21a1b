import GRDB

/// How labelling goes in a workspace.
public struct LabellingRules: Sendable, Codable, Equatable {
    /// Whether answers are kept beside the labels, for a consensus; else an answer is the label at once.
    public var keepsAnswersApart: Bool
    /// Whether the answers of others are hidden from who has not answered.
    public var hidesOthers: Bool
    /// How many people are asked about each sample; one more than once about what is contested.
    public var answersWanted: Int
    /// Whether the labels that were there when it began count as the answers of one more person.
    public var countsGiven: Bool

    public init(
        keepsAnswersApart: Bool = false, hidesOthers: Bool = false, answersWanted: Int = 1, countsGiven: Bool = false
    ) {
        self.keepsAnswersApart = keepsAnswersApart
        self.hidesOthers = hidesOthers
        self.answersWanted = answersWanted
        self.countsGiven = countsGiven
    }

    /// Under which name the labels count that were there.
    public static let givenPerson = "as given"
    public static let mostAnswers = 100
    /// As many more are asked about a sample on which people do not agree.
    public static let extraForContested = 2

    static func current(in db: Database) throws -> LabellingRules {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT keepsAnswersApart, hidesOthers, answersWanted, countsGiven FROM labelling
                    ORDER BY id DESC LIMIT 1
                    """)
        else { return LabellingRules() }
        return LabellingRules(
            keepsAnswersApart: row[0], hidesOthers: row[1], answersWanted: row[2], countsGiven: row[3])
    }
}
