import GRDB

/// Finds out what undoing or redoing a change means.
enum ReversalChoice {
    static func newestToUndo(by author: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT c.id FROM change c WHERE c.author = ? AND c.kind IN ('edit', 'class')
                AND \(Change.isInEffect("c.id")) ORDER BY c.id DESC LIMIT 1
                """, arguments: [author])
    }

    /// A new edit of the author ends what they could redo, as everybody is used to.
    static func newestToRedo(by author: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT r.change FROM reversal r JOIN change k ON k.id = r.change
                WHERE k.author = ?1 AND k.kind = 'undo' AND k.id > coalesce(
                    (SELECT max(id) FROM change WHERE author = ?1 AND kind IN ('edit', 'class')), 0)
                AND NOT EXISTS (SELECT 1 FROM reversal l WHERE l.target = r.target AND l.change > r.change)
                ORDER BY r.change DESC LIMIT 1
                """, arguments: [author])
    }

    static func undoing(_ id: Int64, force: Bool, in db: Database) throws -> Reversal {
        let change = try find(id, in: db)
        switch change.kind {
        case .undo: return try redoing(id, force: force, in: db)
        case .redo:
            guard change.undoneBy == nil, let target = change.undoes else { throw EditError.alreadyUndone(id) }
            return try undoing(target, force: force, in: db)
        case .import, .edit, .class:
            guard change.undoneBy == nil else { throw EditError.alreadyUndone(id) }
            let targets = try batches(of: change, in: db)
            let count = targets.count > 1 ? " (\(targets.count) batches)" : ""
            return Reversal(
                kind: .undo, sources: targets, targets: targets, summary: "undone: \(change.summary)\(count)",
                force: force)
        }
    }

    static func redoing(_ id: Int64, force: Bool, in db: Database) throws -> Reversal {
        let change = try find(id, in: db)
        switch change.kind {
        case .redo: throw EditError.notUndone(id)
        case .undo:
            guard change.undoneBy == nil else { throw EditError.notUndone(id) }
            let targets = try Int64.fetchAll(
                db, sql: "SELECT target FROM reversal WHERE change = ? ORDER BY target", arguments: [id])
            let words = try targets.first.flatMap { try Change.fetch($0, in: db)?.summary } ?? change.summary
            return Reversal(
                kind: .redo, sources: [id], targets: targets, summary: "redone: \(words)", force: force)
        case .import, .edit, .class:
            guard let undo = change.undoneBy else { throw EditError.notUndone(id) }
            return try redoing(undo, force: force, in: db)
        }
    }

    private static func find(_ id: Int64, in db: Database) throws -> Change {
        guard let change = try Change.fetch(id, in: db) else { throw EditError.unknownChange(id) }
        return change
    }

    /// All batches of an import that are in effect; of anything else itself.
    private static func batches(of change: Change, in db: Database) throws -> [Int64] {
        guard change.kind == .import, let importID = change.importID else { return [change.id] }
        let batches = try Change.fetch("WHERE c.importID = ? AND c.kind = 'import' ORDER BY c.id", [importID], in: db)
        return batches.filter { $0.undoneBy == nil }.map(\.id)
    }
}
