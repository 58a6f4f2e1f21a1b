import GRDB

extension Change {
    /// What is selected of a change; the reversals are derived, for the history is never rewritten.
    private static let selection = """
        SELECT c.id, c.at, c.author, c.reason, c.kind, c.sampleCount, c.summary, c.importID,
            (SELECT min(r.target) FROM reversal r WHERE r.change = c.id) AS undoes,
            CASE WHEN c.kind IN ('undo', 'redo') THEN
                (SELECT min(later.change) FROM reversal mine JOIN reversal later
                 ON later.target = mine.target AND later.change > mine.change WHERE mine.change = c.id)
            ELSE
                (SELECT CASE latest.kind WHEN 'undo' THEN latest.id END FROM reversal r
                 JOIN change latest ON latest.id = r.change
                 WHERE r.target = c.id ORDER BY r.change DESC LIMIT 1)
            END AS undoneBy
        FROM change c
        """

    static func fetch(_ id: Int64, in db: Database) throws -> Change? {
        try fetch("WHERE c.id = ?", [id], in: db).first
    }

    static func fetch(_ clause: String, _ arguments: StatementArguments, in db: Database) throws -> [Change] {
        try Row.fetchAll(db, sql: "\(selection) \(clause)", arguments: arguments).map { row in
            Change(
                id: row[0], at: row[1], author: row[2], reason: row[3], kind: Kind(rawValue: row[4]) ?? .edit,
                count: row[5], undoes: row[8], undoneBy: row[9], summary: row[6], importID: row[7])
        }
    }

    /// SQL that holds where change `id` (an expression) is neither an undo nor a redo and is not undone.
    static func isInEffect(_ id: String) -> String {
        """
        (SELECT kind FROM change WHERE id = \(id)) NOT IN ('undo', 'redo')
        AND coalesce((SELECT k.kind FROM reversal r JOIN change k ON k.id = r.change
            WHERE r.target = \(id) ORDER BY r.change DESC LIMIT 1), 'redo') = 'redo'
        """
    }
}
