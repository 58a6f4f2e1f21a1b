import Foundation
import GRDB

extension Workspace {
    /// One finding.
    /// - Throws: `FindingError.unknown`.
    public func finding(_ id: Int64) throws -> Finding {
        try database.read { db in try FindingReader(db).finding(id) }
    }

    /// The findings that a query selects, the most valuable first.
    public func findings(_ query: FindingQuery) throws -> FindingPage {
        try database.read { db in
            let (condition, arguments) = Self.condition(query)
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM \(FindingReader.tables) WHERE \(condition)", arguments: arguments)
            var pageCondition = condition
            var pageArguments = arguments
            if let after = query.after {
                pageCondition += " AND (f.value < ? OR (f.value = ? AND f.id > ?))"
                pageArguments += [after.value, after.value, after.id]
            }
            let limit = max(0, query.limit)
            // One more than asked for says whether there is a next page.
            pageArguments += [limit == .max ? -1 : limit + 1]
            var found = try FindingReader(db).findings(
                "WHERE \(pageCondition) ORDER BY f.value DESC, f.id LIMIT ?", pageArguments)
            let isMore = found.count > limit
            if isMore { found.removeLast(found.count - limit) }
            let next = isMore ? found.last.map { FindingQuery.Cursor(value: $0.value, id: $0.id) } : nil
            return FindingPage(total: total ?? 0, findings: found, next: next)
        }
    }

    private static func condition(_ query: FindingQuery) -> (String, StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        let known = query.kinds ?? FindingKind.allCases
        parts.append("f.kind IN (\(marks(known.count)))")
        arguments += StatementArguments(known.map(\.rawValue))
        let states = query.states ?? FindingState.allCases.filter { $0 != .gone }
        parts.append("\(FindingReader.state) IN (\(marks(states.count)))")
        arguments += StatementArguments(states.map(\.rawValue))
        if let labels = query.labels {
            parts.append(
                """
                (f.given IN (SELECT id FROM class WHERE name IN (\(marks(labels.count))))
                OR EXISTS (SELECT 1 FROM findingSample p JOIN sample s ON s.id = p.sample JOIN class c ON c.id = s.class
                    WHERE p.finding = f.id AND c.name IN (\(marks(labels.count)))))
                """)
            arguments += StatementArguments(labels + labels)
        }
        if let splits = query.splits {
            parts.append(
                """
                EXISTS (SELECT 1 FROM findingSample p JOIN sample s ON s.id = p.sample
                    WHERE p.finding = f.id AND coalesce(s.split, '') IN (\(marks(splits.count))))
                """)
            arguments += StatementArguments(splits)
        }
        if let sample = query.sample {
            parts.append("f.id IN (SELECT finding FROM findingSample WHERE sample = ?)")
            arguments += [sample]
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    /// The scores of the findings that a query selects, in its order.
    public func findingScores(_ query: FindingQuery) throws -> [Double] {
        try database.read { db in
            let (condition, arguments) = Self.condition(query)
            return try Double.fetchAll(
                db, sql: "SELECT f.score FROM \(FindingReader.tables) WHERE \(condition) ORDER BY f.value DESC, f.id",
                arguments: arguments)
        }
    }

    /// The active samples that show one of these images, by id.
    public func samples(showing digests: Set<String>) throws -> [Int64] {
        try database.read { db in
            let marks = Array(repeating: "?", count: digests.count).joined(separator: ", ")
            return try Int64.fetchAll(
                db,
                sql: """
                    SELECT s.id FROM sample s JOIN image i ON i.id = s.image
                    WHERE i.digest IN (\(marks)) AND s.state = 'active' ORDER BY s.id
                    """, arguments: StatementArguments(digests.sorted()))
        }
    }

    /// How many findings of each kind are in each state.
    public func findingCounts() throws -> [FindingKind: [FindingState: Int]] {
        try database.read { db in
            var counts: [FindingKind: [FindingState: Int]] = [:]
            let rows = try Row.fetchAll(
                db,
                sql:
                    "SELECT f.kind, \(FindingReader.state) AS state, count(*) FROM \(FindingReader.tables) GROUP BY 1, 2"
            )
            for row in rows {
                guard let kind = FindingKind(rawValue: row[0]), let state = FindingState(rawValue: row[1]) else {
                    continue
                }
                counts[kind, default: [:]][state] = row[2]
            }
            return counts
        }
    }

    /// The kinds of audits that ran, or were asked for.
    public func auditedKinds() throws -> [AuditedKind] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM auditedKind").compactMap { row in
                guard let kind = FindingKind(rawValue: row["kind"]) else { return nil }
                return AuditedKind(
                    kind: kind, basis: row["basis"], lastChange: row["lastChange"], found: row["found"],
                    skipped: row["skipped"], facts: row["facts"], at: row["at"])
            }
        }
    }

    // MARK: Keeping what an audit found

    /// Keeps what an audit of a kind found in place of what the one before did.
    ///
    /// A finding that was there keeps its number and what people made of it. One that nobody judged and that is not
    /// found any more is forgotten. What was accepted is not found again under the label that it got.
    ///
    /// - Parameters:
    ///   - basis: the digest of all that the result depends on.
    ///   - lastChange: the newest change that the audit had seen.
    ///   - facts: JSON: what it says of the whole.
    public func keepFindings(
        _ found: [FoundFinding], of kind: FindingKind, basis: String, lastChange: Int64, facts: String = "{}"
    ) throws {
        try database.write { db in
            let writer = try FindingWriter(db, basis: basis, lastChange: lastChange)
            // What was accepted is mended, so it is not found; undoing it opens it again.
            try db.execute(
                sql: """
                    UPDATE finding SET isCurrent = 0 WHERE kind = ? AND NOT EXISTS (
                        SELECT 1 FROM findingVerdict v WHERE v.finding = finding.id AND \(FindingReader.isAccepted("v"))
                        AND v.id = (SELECT max(w.id) FROM findingVerdict w WHERE w.finding = finding.id))
                    """, arguments: [kind.rawValue])
            for finding in found where finding.kind == kind { try writer.keep(finding) }
            try db.execute(
                sql: """
                    DELETE FROM finding WHERE kind = ? AND isCurrent = 0
                    AND NOT EXISTS (SELECT 1 FROM findingVerdict v WHERE v.finding = finding.id)
                    """, arguments: [kind.rawValue])
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO auditedKind (kind, basis, lastChange, found, skipped, facts, at)
                    VALUES (?, ?, ?, ?, NULL, ?, ?)
                    """, arguments: [kind.rawValue, basis, lastChange, found.count, facts, Timestamp.now()])
        }
    }

    /// Notes that the very same data was looked at again, up to a newer change.
    public func confirmFindings(of kind: FindingKind, lastChange: Int64) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE auditedKind SET lastChange = ?, skipped = NULL, at = ? WHERE kind = ?",
                arguments: [lastChange, Timestamp.now(), kind.rawValue])
        }
    }

    /// Notes that a kind could not be computed; what was found before stays.
    /// - Parameter why: in words.
    public func skipFindings(of kind: FindingKind, why: String) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO auditedKind (kind, basis, lastChange, found, skipped, facts, at)
                    VALUES (?1, '', 0, 0, ?2, '{}', ?3)
                    ON CONFLICT (kind) DO UPDATE SET skipped = ?2, at = ?3
                    """, arguments: [kind.rawValue, why, Timestamp.now()])
        }
    }

    /// Ranks the findings of a kind anew.
    /// - Parameter value: of a score and whether a sample of the finding is in val or test.
    public func rankFindings(of kind: FindingKind, value: (_ score: Double, _ isScored: Bool) -> Double) throws {
        try database.write { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT f.id, f.score, EXISTS (SELECT 1 FROM findingSample p WHERE p.finding = f.id
                        AND p.split IN ('val', 'test')) FROM finding f WHERE f.kind = ? AND f.isCurrent = 1
                    """, arguments: [kind.rawValue])
            let update = try db.cachedStatement(sql: "UPDATE finding SET value = ? WHERE id = ?")
            for row in rows { try update.execute(arguments: [value(row[1], row[2]), row[0] as Int64]) }
        }
    }
}
