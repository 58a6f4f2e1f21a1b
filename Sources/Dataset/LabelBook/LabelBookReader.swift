import GRDB

/// Reads the label book within one transaction.
struct LabelBookReader {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// One entry as its newest edit left it.
    struct Kept {
        let classID: Int64
        let isRemoved: Bool
        let entry: LabelBookEntry
    }

    func book() throws -> LabelBook {
        let entries = Dictionary(grouping: try kept("").filter { !$0.isRemoved }, by: \.classID)
        let pages = try ClassTable(db).rows.map { row in
            let mine = (entries[row.id] ?? []).map(\.entry)
            func of(_ kind: LabelBookEntry.Kind) -> [LabelBookEntry] { mine.filter { $0.kind == kind } }
            return LabelBookPage(
                classID: row.id, name: row.name, definition: of(.definition).last, examples: of(.example),
                nearMisses: of(.nearMiss), rules: of(.rule))
        }
        return LabelBook(pages: pages)
    }

    func entry(_ id: String) throws -> Kept? {
        try kept("AND b.entry = ?", [id]).first
    }

    /// The newest edit of each entry, in the order in which the entries came.
    func kept(_ condition: String, _ arguments: StatementArguments = []) throws -> [Kept] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT b.id, b.entry, b.class, b.kind, b.text, b.isRemoved, b.author, b.at,
                    (SELECT f.thread FROM labelBookEdit f WHERE f.entry = b.entry AND f.thread IS NOT NULL
                     ORDER BY f.id DESC LIMIT 1)
                FROM labelBookEdit b
                WHERE b.id = (SELECT n.id FROM labelBookEdit n WHERE n.entry = b.entry ORDER BY n.at DESC, n.id DESC LIMIT 1)
                \(condition)
                ORDER BY (SELECT min(o.at) FROM labelBookEdit o WHERE o.entry = b.entry), b.id
                """, arguments: arguments)
        return try rows.map { row in
            let edit: Int64 = row[0]
            return Kept(
                classID: row[2], isRemoved: row[5],
                entry: LabelBookEntry(
                    id: row[1], kind: LabelBookEntry.Kind(rawValue: row[3]) ?? .rule, text: row[4],
                    examples: try images("example", of: edit), nearMisses: try images("nearMiss", of: edit),
                    thread: row[8], edit: edit, author: row[6], at: row[7]))
        }
    }

    private func images(_ role: String, of edit: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            db, sql: "SELECT sample FROM labelBookImage WHERE edit = ? AND role = ? ORDER BY place",
            arguments: [edit, role])
    }
}
