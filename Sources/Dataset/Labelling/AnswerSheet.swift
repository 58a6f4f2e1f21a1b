import GRDB

/// Writes answers within one transaction, and keeps what holds in step with them.
struct AnswerSheet {
    let db: Database

    /// Appends an answer; it holds from now on.
    func append(
        _ kind: Answer.Kind, sample: Int64, person: String, class classID: Int64?, confidence: Double? = nil,
        reason: String? = nil, change: Int64? = nil
    ) throws -> Int64 {
        let before = try String.fetchOne(
            db.cachedStatement(sql: "SELECT max(at) FROM answer WHERE sample = ? AND person = ?"),
            arguments: [sample, person])
        let withdraws =
            kind == .withdrawn
            ? try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT answer FROM annotation WHERE sample = ? AND person = ?"),
                arguments: [sample, person]) : nil
        let id = try insert(
            kind, sample: sample, person: person, class: classID, confidence: confidence, reason: reason,
            change: change, withdraws: withdraws, at: Timestamp.now(after: before))
        if kind == .withdrawn {
            try settle(sample: sample, person: person)
        } else {
            try hold(id, sample: sample, person: person)
        }
        try count(sample)
        return id
    }

    /// Keeps an answer; what holds is to be settled then.
    func insert(
        _ kind: Answer.Kind, sample: Int64, person: String, class classID: Int64?, confidence: Double?,
        reason: String?, change: Int64?, withdraws: Int64?, at: String
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO answer (at, sample, person, kind, class, confidence, reason, change, withdraws)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [at, sample, person, kind.rawValue, classID, confidence, reason, change, withdraws])
        return db.lastInsertedRowID
    }

    private func hold(_ answer: Int64, sample: Int64, person: String) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO annotation (sample, person, answer) VALUES (?, ?, ?)")
            .execute(arguments: [sample, person, answer])
    }

    /// Of what a person said of a sample and did not take back, the latest holds. Two copies of the workspace find the
    /// same one, in whatever order the answers came to them.
    func settle(sample: Int64, person: String) throws {
        let latest = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT a.id FROM answer a LEFT JOIN class c ON c.id = a.class
                    WHERE a.sample = ? AND a.person = ? AND a.kind <> 'withdrawn'
                        AND NOT EXISTS (SELECT 1 FROM answer w WHERE w.withdraws = a.id)
                    ORDER BY a.at DESC, a.kind, c.name, a.confidence, a.reason, a.id DESC LIMIT 1
                    """), arguments: [sample, person])
        if let latest { return try hold(latest, sample: sample, person: person) }
        try db.cachedStatement(sql: "DELETE FROM annotation WHERE sample = ? AND person = ?")
            .execute(arguments: [sample, person])
    }

    /// Counts the labels that people gave a sample: how many, and the share of pairs of them that differ.
    func count(_ sample: Int64) throws {
        let counts = try Int.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM annotation n JOIN answer a ON a.id = n.answer
                    WHERE n.sample = ? AND a.class IS NOT NULL GROUP BY a.class
                    """), arguments: [sample])
        let labels = counts.reduce(0, +)
        let pairs = labels * (labels - 1)
        let alike = counts.reduce(0) { $0 + $1 * ($1 - 1) }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO tally (sample, labels, contest) VALUES (?, ?, ?)")
            .execute(arguments: [sample, labels, pairs > 0 ? Double(pairs - alike) / Double(pairs) : 0])
    }
}
