import GRDB

/// Keeps conflicts, and reads them, within one transaction.
struct ConflictTable {
    private let db: Database
    private let words: CellWords

    init(_ db: Database) {
        self.db = db
        words = CellWords(db)
    }

    func insert(
        _ conflict: MergePlan.Conflict, theirs: DatabaseValue, seen: Int64, decision: MergeConflict.Side?,
        by author: String
    ) throws {
        let key = conflict.key
        try db.execute(
            sql: """
                INSERT INTO mergeConflict (at, sample, class, field, ours, theirs, ourAuthor, ourAt, theirAuthor, theirAt,
                    theirReason, seen, decision, decidedBy, decidedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Timestamp.now(), key.isClass ? nil : key.subject, key.isClass ? key.subject : nil, key.field,
                conflict.ours, theirs, conflict.ourAuthor, conflict.ourAt, conflict.final.author, conflict.final.at,
                conflict.final.reason, seen, decision?.rawValue, decision.map { _ in author },
                decision.map { _ in Timestamp.now() },
            ])
    }

    /// An entry of the label book that both copies edited.
    func insert(ours: LabelBookReader.Kept, theirs: TalkLog.BookEdit, seen: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO mergeConflict (at, class, field, ours, theirs, ourAuthor, ourAt, theirAuthor, theirAt, seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Timestamp.now(), ours.classID, Self.entryField(ours.entry.id), ours.isRemoved ? nil : ours.entry.text,
                theirs.isRemoved ? nil : theirs.text, ours.entry.author, ours.entry.at, theirs.author, theirs.at, seen,
            ])
    }

    static func entryField(_ entry: String) -> String { "entry." + entry }

    /// - Parameter isOpen: only those that wait for a decision.
    func conflicts(isOpen: Bool, _ id: Int64? = nil) throws -> [MergeConflict] {
        let rows =
            try id.map { try Row.fetchAll(db, sql: "SELECT * FROM mergeConflict WHERE id = ?", arguments: [$0]) }
            ?? Row.fetchAll(db, sql: "SELECT * FROM mergeConflict ORDER BY id")
        return try rows.compactMap { row in
            let conflict = try conflict(row)
            return isOpen && conflict.decision != nil ? nil : conflict
        }
    }

    private func conflict(_ row: Row) throws -> MergeConflict {
        let field: String = row["field"]
        let classID: Int64? = row["class"]
        var decision = (row["decision"] as String?).flatMap(MergeConflict.Side.init(rawValue:))
        if decision == nil, try isChangedSince(row) { decision = .other }
        return MergeConflict(
            id: row["id"], sample: row["sample"],
            label: try classID.flatMap { try words.words($0.databaseValue, field: CellField.label.name) },
            field: try fieldName(field), ours: try words.words(row["ours"], field: field),
            theirs: try words.words(row["theirs"], field: field), ourAuthor: row["ourAuthor"], ourAt: row["ourAt"],
            theirAuthor: row["theirAuthor"], theirAt: row["theirAt"], theirReason: row["theirReason"],
            decision: decision, decidedBy: row["decidedBy"], decidedAt: row["decidedAt"])
    }

    /// Of an entry of the label book its kind.
    private func fieldName(_ field: String) throws -> String {
        guard field.hasPrefix("entry.") else { return field }
        return try LabelBookReader(db).entry(String(field.dropFirst("entry.".count)))?.entry.kind.rawValue ?? "entry"
    }

    /// Whether somebody set the cell after the two copies came together: then it is decided.
    private func isChangedSince(_ row: Row) throws -> Bool {
        let (field, seen): (String, Int64) = (row["field"], row["seen"])
        if field.hasPrefix("entry.") { return false }
        let isClass = (row["class"] as Int64?) != nil
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT 1 FROM \(isClass ? "classCell" : "sampleCell")
                WHERE \(isClass ? "class" : "sample") = ? AND field = ? AND change > ? LIMIT 1
                """,
            arguments: [isClass ? row["class"] : row["sample"], field, seen] as StatementArguments) ?? false
    }
}
