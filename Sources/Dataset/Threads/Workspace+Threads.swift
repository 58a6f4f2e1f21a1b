import GRDB

extension Workspace {
    /// Threads, the one with the newest message first, without their messages.
    public func threads(matching query: ThreadQuery = ThreadQuery()) throws -> [TalkThread] {
        try database.read { db in
            var conditions: [String] = []
            var arguments: StatementArguments = []
            if !query.states.isEmpty {
                let marks = query.states.map { _ in "?" }.joined(separator: ", ")
                conditions.append("\(ThreadReader.stateSQL) IN (\(marks))")
                arguments += StatementArguments(query.states.map(\.rawValue))
            }
            if let sample = query.sample {
                conditions.append("EXISTS (SELECT 1 FROM threadSample s WHERE s.thread = t.id AND s.sample = ?)")
                arguments += [sample]
            }
            if let label = query.label {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM threadClass k JOIN class c ON c.id = k.class
                    WHERE k.thread = t.id AND c.name = ?)
                    """)
                arguments += [ClassName.parse(label) ?? label]
            }
            if let person = query.mention {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM threadMention n JOIN threadMessage m ON m.id = n.message
                    WHERE m.thread = t.id AND n.folded = ?)
                    """)
                arguments += [Mentions.folded(person)]
            }
            if let author = query.author {
                conditions.append("t.author = ?")
                arguments += [author]
            }
            if let before = query.before {
                conditions.append("\(ThreadReader.lastSQL) < ?")
                arguments += [before]
            }
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            arguments += [max(query.limit, 0)]
            return try ThreadReader(db).threads(
                "\(clause) ORDER BY \(ThreadReader.lastSQL) DESC LIMIT ?", arguments)
        }
    }

    /// One thread with all that was said.
    /// - Throws: `ThreadError.unknown`.
    public func thread(_ id: Int64) throws -> TalkThread {
        try database.read { db in try Self.thread(id, in: db) }
    }

    /// All samples that a thread is about, ascending.
    public func samplesOfThread(_ id: Int64) throws -> [Int64] {
        try database.read { db in
            try Int64.fetchAll(
                db, sql: "SELECT sample FROM threadSample WHERE thread = ? ORDER BY sample", arguments: [id])
        }
    }

    /// What is asked of somebody and waits for them: threads that are not decided, in which they were mentioned and
    /// have said nothing since. With their messages, the one that waits longest first.
    public func inbox(of person: String, limit: Int = 200) throws -> [TalkThread] {
        try database.read { db in
            try ThreadReader(db).threads(
                """
                WHERE \(ThreadReader.stateSQL) <> 'decided' AND EXISTS (
                    SELECT 1 FROM threadMention n JOIN threadMessage m ON m.id = n.message
                    WHERE m.thread = t.id AND n.folded = ?1 AND NOT EXISTS (
                        SELECT 1 FROM threadMessage own WHERE own.thread = t.id AND (own.at, own.id) > (m.at, m.id)
                        AND own.kind <> 'question' AND own.folded = ?1))
                ORDER BY t.id LIMIT ?2
                """, [Mentions.folded(person), max(limit, 0)], withMessages: true)
        }
    }

    /// People who were mentioned or said something, with how much waits for each.
    public func talkingPeople() throws -> [TalkingPerson] {
        let names = try database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT person FROM threadMention UNION SELECT author FROM threadMessage ORDER BY 1 LIMIT 1000
                    """)
        }
        return try Mentions.unique(names).map { name in
            TalkingPerson(name: name, waiting: try inbox(of: name, limit: 1_000).count)
        }
    }

    /// Messages with an id greater than `after`, oldest first: what those that listen are told.
    public func threadNews(after: Int64, limit: Int) throws -> [ThreadNews] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT m.id, t.id, \(ThreadReader.stateSQL) FROM threadMessage m JOIN thread t ON t.id = m.thread
                    WHERE m.id > ? ORDER BY m.id LIMIT ?
                    """, arguments: [after, max(limit, 0)]
            ).map { row in
                let people = try String.fetchAll(
                    db, sql: "SELECT person FROM threadMention WHERE message = ? ORDER BY folded", arguments: [row[0]])
                return ThreadNews(
                    thread: row[1], message: row[0],
                    state: (row[2] as String?).flatMap(TalkThread.State.init(rawValue:)) ?? .open, asked: people)
            }
        }
    }

    /// The newest message; 0 where there is none.
    public func lastThreadMessage() throws -> Int64 {
        try database.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM threadMessage") ?? 0 }
    }

    static func thread(_ id: Int64, in db: Database) throws -> TalkThread {
        let found = try ThreadReader(db).threads("WHERE t.id = ?", [id], withMessages: true)
        guard let thread = found.first else { throw ThreadError.unknown(id) }
        return thread
    }
}

/// Somebody who takes part in talk.
public struct TalkingPerson: Sendable, Codable, Equatable {
    public let name: String
    /// Threads in which something is asked of them.
    public let waiting: Int
}

/// That something was said, for those that listen.
public struct ThreadNews: Sendable, Codable, Equatable {
    public let thread: Int64
    public let message: Int64
    public let state: TalkThread.State
    /// Whom the message mentions.
    public let asked: [String]
}
