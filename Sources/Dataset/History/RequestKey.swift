import GRDB

/// The key that a client gave to one thing that it wants done, so that it can ask again where the answer was lost: what
/// was asked for is done once, whatever the number of times that it is asked for.
public struct RequestKey: Sendable, Equatable {
    static let longest = 200

    let key: String
    /// Of what is asked for: the same key for something else is a mistake of the client.
    let fingerprint: String

    /// - Parameter body: what is asked for, as it was sent.
    /// - Returns: nil where the key is not 8 to 200 visible characters of ASCII.
    public init?(_ key: String, body: [UInt8]) {
        guard (8...Self.longest).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.key = key
        fingerprint = SHA256Digest.hex(of: body)
    }

    /// What a request of this key did.
    struct Done {
        let change: Int64?
        let answer: Int64?
    }

    /// - Returns: nil where it was not done yet.
    /// - Throws: `EditError.keyUsed` where something else was done under this key.
    func done(in db: Database) throws -> Done? {
        let find = try db.cachedStatement(
            sql: "SELECT fingerprint, change, answer FROM requestKey WHERE key = ?")
        guard let row = try Row.fetchOne(find, arguments: [key]) else { return nil }
        guard row[0] == fingerprint else { throw EditError.keyUsed }
        return Done(change: row[1], answer: row[2])
    }

    /// The change that was made under this key, as it was answered the first time.
    func change(in db: Database) throws -> AppliedChange? {
        guard let id = try done(in: db)?.change, let change = try Change.fetch(id, in: db) else { return nil }
        let samples = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT sample FROM sampleCell WHERE change = ? ORDER BY sample", arguments: [id])
        return AppliedChange(change: change, samples: samples, isRepeat: true)
    }

    func keep(change: Int64?, answer: Int64? = nil, in db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO requestKey (key, fingerprint, change, answer) VALUES (?, ?, ?, ?)")
            .execute(arguments: [key, fingerprint, change, answer])
    }
}

extension RequestKey? {
    /// Does something in this transaction, or answers with what it did when it was asked for before.
    func once(in db: Database, _ body: () throws -> AppliedChange?) throws -> AppliedChange? {
        guard let key = self else { return try body() }
        if let before = try key.change(in: db) { return before }
        let applied = try body()
        if let applied { try key.keep(change: applied.change.id, in: db) }
        return applied
    }
}
