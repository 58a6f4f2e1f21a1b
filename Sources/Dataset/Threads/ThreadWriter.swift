import Foundation
import GRDB

/// Appends threads and messages within one transaction.
struct ThreadWriter {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// A name that no other copy of the workspace gives to something else.
    static func newIdentity() -> String { UUID().uuidString.lowercased() }

    struct Message {
        var identity = ThreadWriter.newIdentity()
        var kind: ThreadMessage.Kind
        var author: String
        var at = Timestamp.now()
        var text: String
        var classID: Int64?
        var change: Int64?
        var mentions: [String] = []
    }

    func insertThread(
        identity: String = newIdentity(), about: TalkThread.About, author: String, at: String = Timestamp.now(),
        classes: [Int64], samples: [Int64]
    ) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO thread (identity, about, author, at) VALUES (?, ?, ?, ?)",
            arguments: [identity, about.rawValue, author, at])
        let id = db.lastInsertedRowID
        for (place, classID) in classes.enumerated() {
            try db.execute(
                sql: "INSERT INTO threadClass (thread, place, class) VALUES (?, ?, ?)", arguments: [id, place, classID])
        }
        let insert = try db.cachedStatement(sql: "INSERT INTO threadSample (thread, sample) VALUES (?, ?)")
        for sample in samples { try insert.execute(arguments: [id, sample]) }
        return id
    }

    /// Says something now: after all that was said in the thread, whatever the clocks of others said.
    @discardableResult
    func append(_ message: Message, to thread: Int64) throws -> Int64 {
        var message = message
        let last = try String.fetchOne(
            db, sql: "SELECT max(at) FROM threadMessage WHERE thread = ?", arguments: [thread])
        message.at = max(message.at, last ?? "")
        return try insert(message, in: thread)
    }

    @discardableResult
    func insert(_ message: Message, in thread: Int64) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO threadMessage (identity, thread, kind, author, folded, at, text, class, change)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                message.identity, thread, message.kind.rawValue, message.author, Mentions.folded(message.author),
                message.at, message.text, message.classID, message.change,
            ])
        let id = db.lastInsertedRowID
        for person in Mentions.unique(message.mentions) {
            try db.execute(
                sql: "INSERT INTO threadMention (message, person, folded) VALUES (?, ?, ?)",
                arguments: [id, person, Mentions.folded(person)])
        }
        return id
    }

    /// The text of a message as it is kept.
    /// - Throws: `ThreadError.emptyText` or `tooLong`.
    static func text(_ text: String) throws(ThreadError) -> String {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !words.isEmpty else { throw .emptyText }
        guard words.utf8.count <= ThreadMessage.longestText else { throw .tooLong(ThreadMessage.longestText) }
        return words
    }

    /// Those whom a text mentions and those named besides.
    static func mentions(in text: String, and others: [String]) throws(ThreadError) -> [String] {
        var names = Mentions.names(in: text)
        for other in others {
            guard let name = Mentions.parse(other) else { throw .invalidMention(other) }
            names.append(name)
        }
        names = Mentions.unique(names)
        guard names.count <= ThreadMessage.mostMentions else {
            throw .tooMany("A message mentions at most \(ThreadMessage.mostMentions) people.")
        }
        return names
    }
}
