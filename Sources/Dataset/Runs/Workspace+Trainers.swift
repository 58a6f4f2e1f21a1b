import GRDB

extension Workspace {
    /// Keeps a trainer's specification under its name. The same one again changes nothing; another of the same name
    /// takes its place as long as no run used it.
    ///
    /// - Parameter digest: SHA-256 of all in the specification that makes a difference to a run.
    /// - Throws: `TrainerError.frozen` or `sameAs`.
    @discardableResult
    public func registerTrainer(
        name: String, digest: String, specification: String, author: String
    ) throws -> TrainerRecord {
        precondition(SHA256Digest.isDigest(digest), "a digest is 64 hexadecimal digits")
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            if let same = try Self.trainer("digest", digest, in: db) {
                guard same.name == name else { throw TrainerError.sameAs(name: name, other: same.name) }
                return same
            }
            if let other = try Self.trainer("name", name, in: db) {
                guard other.runs == 0 else { throw TrainerError.frozen(name: name, runs: other.runs) }
                try db.execute(sql: "DELETE FROM trainer WHERE name = ?", arguments: [name])
            }
            try db.execute(
                sql: "INSERT INTO trainer (digest, name, specification, author, createdAt) VALUES (?, ?, ?, ?, ?)",
                arguments: [digest, name, specification, authorship.author, Timestamp.now()])
            guard let kept = try Self.trainer("digest", digest, in: db) else { throw TrainerError.unknown(name) }
            return kept
        }
    }

    /// Oldest first.
    public func trainers() throws -> [TrainerRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "\(Self.trainerSelection) ORDER BY t.createdAt, t.name")
                .map(TrainerRecord.init(row:))
        }
    }

    public func trainer(named name: String) throws -> TrainerRecord? {
        try database.read { db in try Self.trainer("name", name, in: db) }
    }

    public func trainer(digest: String) throws -> TrainerRecord? {
        try database.read { db in try Self.trainer("digest", digest, in: db) }
    }

    private static let trainerSelection = """
        SELECT t.digest, t.name, t.specification, t.author, t.createdAt,
            (SELECT count(*) FROM run r WHERE r.trainer = t.digest) AS runs FROM trainer t
        """

    private static func trainer(_ column: String, _ value: String, in db: Database) throws -> TrainerRecord? {
        try Row.fetchOne(db, sql: "\(trainerSelection) WHERE t.\(column) = ?", arguments: [value])
            .map(TrainerRecord.init(row:))
    }
}

extension TrainerRecord {
    fileprivate init(row: Row) {
        self.init(
            digest: row["digest"], name: row["name"], specification: row["specification"], author: row["author"],
            createdAt: row["createdAt"], runs: row["runs"])
    }
}
