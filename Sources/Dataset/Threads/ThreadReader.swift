import GRDB

/// Reads threads within one transaction.
struct ThreadReader {
    private let db: Database
    private let words: CellWords

    init(_ db: Database) {
        self.db = db
        words = CellWords(db)
    }

    /// The last message that is more than a note, as the state of thread `t`. By time and not by id: in every copy of the
    /// workspace the same, in whatever order the messages came there.
    static let stateSQL = """
        (SELECT CASE m.kind WHEN 'question' THEN 'open' WHEN 'answer' THEN 'answered' ELSE 'decided' END
         FROM threadMessage m WHERE m.thread = t.id AND m.kind <> 'note' ORDER BY m.at DESC, m.id DESC LIMIT 1)
        """
    static let lastSQL = "(SELECT max(m.id) FROM threadMessage m WHERE m.thread = t.id)"

    func threads(_ clause: String, _ arguments: StatementArguments, withMessages: Bool = false) throws -> [TalkThread] {
        let ids = try Row.fetchAll(
            db, sql: "SELECT t.id, t.about, t.author, t.at, \(Self.stateSQL) FROM thread t \(clause)",
            arguments: arguments)
        return try ids.map { row in
            let id: Int64 = row[0]
            let messages = try messages(of: id)
            let samples = try Int64.fetchAll(
                db, sql: "SELECT sample FROM threadSample WHERE thread = ? ORDER BY sample LIMIT ?",
                arguments: [id, TalkThread.mostNamed])
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM threadSample WHERE thread = ?", arguments: [id])
            return TalkThread(
                id: id, about: TalkThread.About(rawValue: row[1]) ?? .samples,
                state: (row[4] as String?).flatMap(TalkThread.State.init(rawValue:)) ?? .open, author: row[2],
                at: row[3], question: messages.first?.text ?? "", classes: try classes(of: id), samples: samples,
                sampleCount: count ?? 0, asked: Mentions.unique(messages.flatMap(\.mentions)),
                messageCount: messages.count, lastMessage: messages.map(\.id).max() ?? 0,
                lastAt: messages.last?.at ?? row[3],
                messages: withMessages ? messages : nil)
        }
    }

    private func classes(of thread: Int64) throws -> [String] {
        try Int64.fetchAll(
            db, sql: "SELECT class FROM threadClass WHERE thread = ? ORDER BY place", arguments: [thread]
        ).compactMap { try words.words($0.databaseValue, field: CellField.label.name) }
    }

    private func messages(of thread: Int64) throws -> [ThreadMessage] {
        let mentions = try Row.fetchAll(
            db,
            sql: """
                SELECT n.message, n.person FROM threadMention n JOIN threadMessage m ON m.id = n.message
                WHERE m.thread = ? ORDER BY n.message, n.folded
                """, arguments: [thread])
        let people = Dictionary(grouping: mentions, by: { $0[0] as Int64 }).mapValues { $0.map { $0[1] as String } }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.kind, m.author, m.at, m.text, m.class, m.change,
                    (SELECT entry FROM labelBookEdit b WHERE b.message = m.id ORDER BY b.id LIMIT 1)
                FROM threadMessage m WHERE m.thread = ? ORDER BY m.at, m.id
                """, arguments: [thread]
        ).map { row in
            let id: Int64 = row[0]
            return ThreadMessage(
                id: id, kind: ThreadMessage.Kind(rawValue: row[1]) ?? .note, author: row[2], at: row[3], text: row[4],
                label: try words.words(row[5], field: CellField.label.name), mentions: people[id] ?? [],
                change: row[6], rule: row[7])
        }
    }
}
