import Foundation
import GRDB

/// Writes the findings of one audit, within one transaction.
struct FindingWriter {
    private let db: Database
    private let reader: FindingReader
    private let basis: String
    private let lastChange: Int64
    private let now = Timestamp.now()

    init(_ db: Database, basis: String, lastChange: Int64) throws {
        self.db = db
        reader = try FindingReader(db)
        self.basis = basis
        self.lastChange = lastChange
    }

    /// Keeps a finding: as the one that it was before, where it is one.
    func keep(_ found: FoundFinding) throws {
        let subjects = found.subjects.map { (digest: $0.digest, classID: reader.classID($0.label)) }
        let key = FindingKey.digest(kind: found.kind, subjects: subjects, detail: found.detail)
        if let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM finding WHERE key = ?"), arguments: [key])
        {
            try renew(id, found)
        } else if try !isJudged(key) {
            try insert(found, key: key)
        }
    }

    /// Whether somebody accepted a finding that would be this one now.
    private func isJudged(_ key: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM findingVerdict v WHERE v.keyAfter = ?
                    AND v.id = (SELECT max(w.id) FROM findingVerdict w WHERE w.finding = v.finding)
                    AND \(FindingReader.isAccepted("v")))
                    """), arguments: [key]) ?? false
    }

    private func renew(_ id: Int64, _ found: FoundFinding) throws {
        let isJudged =
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT v.verdict = 'reject' OR \(FindingReader.isAccepted("v")) FROM findingVerdict v
                        WHERE v.finding = ? ORDER BY v.id DESC LIMIT 1
                        """), arguments: [id]) ?? false
        // What was judged stays as it was judged.
        guard !isJudged else {
            return try db.execute(sql: "UPDATE finding SET isCurrent = 1 WHERE id = ?", arguments: [id])
        }
        try db.cachedStatement(
            sql: """
                UPDATE finding SET score = ?, sample = ?, given = ?, suggested = ?, title = ?, change = ?, evidence = ?,
                    basis = ?, lastChange = ?, isCurrent = 1 WHERE id = ?
                """
        ).execute(
            arguments: [
                found.score, found.subjects.first?.sample, reader.classID(found.given),
                reader.classID(found.suggested), found.title, try reader.stored(found.change), found.evidence, basis,
                lastChange, id,
            ])
        try db.execute(sql: "DELETE FROM findingSample WHERE finding = ?", arguments: [id])
        try place(found.subjects, in: id)
    }

    private func insert(_ found: FoundFinding, key: String) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO finding (key, kind, score, value, sample, given, suggested, title, detail, change, evidence,
                    basis, lastChange, isCurrent, foundAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """
        ).execute(
            arguments: [
                key, found.kind.rawValue, found.score, found.score, found.subjects.first?.sample,
                reader.classID(found.given), reader.classID(found.suggested), found.title, found.detail,
                try reader.stored(found.change), found.evidence, basis, lastChange, now,
            ])
        try place(found.subjects, in: db.lastInsertedRowID)
    }

    private func place(_ subjects: [FoundFinding.Subject], in finding: Int64) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO findingSample (finding, sample, position, class, split) VALUES (?, ?, ?, ?, ?)
                """)
        for (position, subject) in subjects.enumerated() {
            try insert.execute(
                arguments: [finding, subject.sample, position, reader.classID(subject.label), subject.split])
        }
    }
}
