import Foundation
import GRDB

/// Reads findings with what people made of them, within one transaction.
struct FindingReader {
    let db: Database
    private let nameOf: [Int64: String]
    private let idOf: [String: Int64]

    init(_ db: Database) throws {
        self.db = db
        let rows = try ClassTable(db).rows
        nameOf = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.name) })
        idOf = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.id) })
    }

    func classID(_ name: String?) -> Int64? { name.flatMap { idOf[$0] } }

    // MARK: SQL

    private static func list(_ kinds: [FindingKind]) -> String {
        kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }

    /// Holds where a finding is no longer what the audit saw.
    private static let isGone = """
        (f.isCurrent = 0 OR (f.kind IN (\(list(FindingKind.allCases.filter(\.isAboutPictures)))) AND EXISTS (
            SELECT 1 FROM findingSample p JOIN sample s ON s.id = p.sample WHERE p.finding = f.id AND (
                s.state = 'trashed'
                OR (f.kind IN (\(list(FindingKind.allCases.filter(\.isAboutLabels)))) AND s.class IS NOT p.class)
                OR (f.kind IN ('leaks', 'duplicates') AND s.split IS NOT p.split)))))
        """

    /// Holds where a verdict is an acceptance that was not undone.
    static func isAccepted(_ verdict: String) -> String {
        """
        (\(verdict).verdict = 'accept'
            AND (\(verdict).change IS NULL OR (\(Change.isInEffect("\(verdict).change")))))
        """
    }

    static let state = """
        CASE WHEN \(isAccepted("v")) THEN 'accepted' WHEN v.verdict = 'reject' THEN 'rejected'
            WHEN \(isGone) THEN 'gone' WHEN v.verdict = 'later' THEN 'later' ELSE 'open' END
        """

    static let tables = """
        finding f LEFT JOIN findingVerdict v
            ON v.id = (SELECT max(w.id) FROM findingVerdict w WHERE w.finding = f.id)
        """

    private static let selection = """
        SELECT f.id, f.key, f.kind, f.score, f.value, f.title, f.given, f.suggested, f.change AS suggestion,
            f.evidence, f.basis, f.lastChange, f.foundAt, \(state) AS state,
            v.verdict, v.author, v.reason, v.at, v.change AS made, v.score AS judgedScore
        FROM \(tables)
        """

    // MARK: Reading

    /// - Parameter clause: `WHERE …`, over `f` and `v`.
    func findings(_ clause: String, _ arguments: StatementArguments) throws -> [Finding] {
        try Row.fetchAll(db, sql: "\(Self.selection) \(clause)", arguments: arguments).compactMap(finding)
    }

    func finding(_ id: Int64) throws -> Finding {
        guard let found = try findings("WHERE f.id = ?", [id]).first else { throw FindingError.unknown(id) }
        return found
    }

    private func finding(_ row: Row) throws -> Finding? {
        // A kind that a later Tessera knows is passed over.
        guard let kind = FindingKind(rawValue: row["kind"]), let state = FindingState(rawValue: row["state"]) else {
            return nil
        }
        let id: Int64 = row["id"]
        let samples = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT sample FROM findingSample WHERE finding = ? ORDER BY position"),
            arguments: [id])
        return Finding(
            id: id, key: row["key"], kind: kind, score: row["score"], value: row["value"], title: row["title"],
            samples: samples, given: (row["given"] as Int64?).flatMap { nameOf[$0] },
            suggested: (row["suggested"] as Int64?).flatMap { nameOf[$0] },
            change: try (row["suggestion"] as String?).flatMap(change(stored:)), evidence: row["evidence"],
            basis: row["basis"], lastChange: row["lastChange"], foundAt: row["foundAt"], state: state,
            verdict: verdict(row))
    }

    private func verdict(_ row: Row) -> FindingVerdict? {
        guard let word = (row["verdict"] as String?).flatMap(FindingVerdict.Word.init(rawValue:)) else { return nil }
        return FindingVerdict(
            verdict: word, author: row["author"], reason: row["reason"], at: row["at"], change: row["made"],
            score: row["judgedScore"])
    }

    // MARK: Changes: classes are ids in the database

    private func change(stored text: String) throws -> SuggestedChange? {
        let stored = try JSONDecoder().decode(SuggestedChange.self, from: Data(text.utf8))
        return stored.renaming { Int64($0).flatMap { nameOf[$0] } }
    }

    func stored(_ change: SuggestedChange?) throws -> String? {
        guard let renamed = change?.renaming({ idOf[$0].map(String.init) }) else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(renamed), as: UTF8.self)
    }

    /// The key that a finding would have with the labels that its samples have now.
    func presentKey(of finding: Finding) throws -> String {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT i.digest, s.class FROM findingSample p JOIN sample s ON s.id = p.sample
                JOIN image i ON i.id = s.image WHERE p.finding = ? ORDER BY p.position
                """, arguments: [finding.id])
        let detail = try String.fetchOne(db, sql: "SELECT detail FROM finding WHERE id = ?", arguments: [finding.id])
        return FindingKey.digest(
            kind: finding.kind, subjects: rows.map { ($0[0] as String, $0[1] as Int64?) }, detail: detail ?? "")
    }
}
