import GRDB

/// Writes answers within one transaction, and keeps what holds in step with them.
struct AnswerSheet {
    let db: Database

    /// Appends an answer; it holds from now on.
    func append(
        _ kind: Answer.Kind, sample: Int64, person: String, class classID: Int64?, confidence: Double? = nil,
        reason: String? = nil, change: Int64? = nil
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO answer (at, sample, person, kind, class, confidence, reason, change)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [Timestamp.now(), sample, person, kind.rawValue, classID, confidence, reason, change])
        let id = db.lastInsertedRowID
        if kind == .withdrawn {
            try restore(sample: sample, person: person)
        } else {
            try hold(id, sample: sample, person: person)
        }
        try count(sample)
        return id
    }

    private func hold(_ answer: Int64, sample: Int64, person: String) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO annotation (sample, person, answer) VALUES (?, ?, ?)")
            .execute(arguments: [sample, person, answer])
    }

    /// What a person said before what they took back holds again.
    private func restore(sample: Int64, person: String) throws {
        let said = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, kind FROM answer WHERE sample = ? AND person = ? ORDER BY id"),
            arguments: [sample, person])
        var standing: [Int64] = []
        for row in said {
            if row[1] == Answer.Kind.withdrawn.rawValue { _ = standing.popLast() } else { standing.append(row[0]) }
        }
        if let last = standing.last { return try hold(last, sample: sample, person: person) }
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
