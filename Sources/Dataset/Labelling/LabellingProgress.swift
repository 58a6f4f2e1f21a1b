import GRDB

/// How far the labelling is.
public struct LabellingProgress: Sendable, Codable, Equatable {
    public struct Person: Sendable, Codable, Equatable {
        public let name: String
        /// Labels that hold.
        public let labels: Int
        public let skipped: Int
        public let flagged: Int
    }

    /// Active samples.
    public let samples: Int
    /// Active samples with at least as many labels of people as are wanted.
    public let done: Int
    /// Active samples on which people do not agree.
    public let contested: Int
    /// In alphabetical order.
    public let people: [Person]
}

extension Workspace {
    public func labellingProgress() throws -> LabellingProgress {
        let samples = try summary().samples
        return try database.read { db in
            let wanted = try LabellingRules.current(in: db).answersWanted
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) FILTER (WHERE t.labels >= ?), count(*) FILTER (WHERE t.contest > 0)
                    FROM tally t JOIN sample s ON s.id = t.sample AND s.state = 'active'
                    """, arguments: [wanted])
            let people = try Row.fetchAll(
                db,
                sql: """
                    SELECT n.person, count(*) FILTER (WHERE a.kind = 'label'), count(*) FILTER (WHERE a.kind = 'skip'),
                        count(*) FILTER (WHERE a.kind = 'flag')
                    FROM annotation n JOIN answer a ON a.id = n.answer GROUP BY n.person ORDER BY n.person
                    """)
            return LabellingProgress(
                samples: samples, done: row?[0] ?? 0, contested: row?[1] ?? 0,
                people: people.map { .init(name: $0[0], labels: $0[1], skipped: $0[2], flagged: $0[3]) })
        }
    }
}
