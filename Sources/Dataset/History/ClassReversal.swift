import GRDB

/// The part of a reversal that is about classes.
///
/// A class that came with labels and that others use by now stays when the labels are taken back; a class that was
/// added for itself and is in use is a conflict.
struct ClassReversal {
    let force: Bool

    private typealias Cells = [ClassCell.Field: (before: DatabaseValue, after: DatabaseValue)]

    /// Brings back classes that the source took away, before samples are given them again.
    func restore(_ source: Int64, noting draft: inout ChangeDraft) throws {
        for (id, cells) in try cells(of: source, in: draft.db) where cells[.exists]?.after == 0.databaseValue {
            guard try name(of: id, in: draft.db) == nil else { continue }
            let name = cells[.name]?.before ?? .null
            if let holder = try classID(named: name, in: draft.db),
                try !rename(holder, having: name, asBefore: source, &draft)
            {
                throw EditError.classExists(String.fromDatabaseValue(name) ?? "")
            }
            let rank = cells[.rank]?.before ?? 0.databaseValue
            try draft.db.execute(
                sql: "INSERT INTO class (id, name, rank) VALUES (?, ?, ?)", arguments: [id, name, rank])
            draft.note(ClassCell(id: id, field: .exists), before: 0.databaseValue, after: 1.databaseValue)
            draft.note(ClassCell(id: id, field: .name), before: .null, after: name)
            draft.note(ClassCell(id: id, field: .rank), before: .null, after: rank)
        }
    }

    private func classID(named name: DatabaseValue, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE name = ?", arguments: [name])
    }

    /// Gives a class the name back that the source took from it, where that frees the one it has.
    private func rename(
        _ id: Int64, having name: DatabaseValue, asBefore source: Int64, _ draft: inout ChangeDraft
    ) throws -> Bool {
        let cell = try cells(of: source, in: draft.db).first { $0.0 == id }?.1[.name]
        guard let cell, cell.after == name, !cell.before.isNull, try classID(named: cell.before, in: draft.db) == nil
        else { return false }
        try draft.db.execute(sql: "UPDATE class SET name = ? WHERE id = ?", arguments: [cell.before, id])
        draft.note(ClassCell(id: id, field: .name), before: name, after: cell.before)
        return true
    }

    /// Takes back names, places, and classes that the source added.
    func invert(_ source: Int64, noting draft: inout ChangeDraft, conflicts: inout [Conflict]) throws {
        let all = try cells(of: source, in: draft.db)
        let hasSamples = draft.changed.samples > 0
        for (id, cells) in all {
            switch cells[.exists]?.after {
            case 1.databaseValue: try remove(id, addedBy: source, isAlone: !hasSamples, &draft, &conflicts)
            case nil:
                for field in [ClassCell.Field.name, .rank] {
                    guard let cell = cells[field] else { continue }
                    try set(field, of: id, to: cell.before, left: cell.after, source, &draft, &conflicts)
                }
            default: break
            }
        }
    }

    private func remove(
        _ id: Int64, addedBy source: Int64, isAlone: Bool, _ draft: inout ChangeDraft, _ conflicts: inout [Conflict]
    ) throws {
        guard let name = try name(of: id, in: draft.db) else { return }
        let label = id.databaseValue
        let moving = draft.changedCells(.label)
        let left = moving.count { $0.before == label && $0.after != label }
        let joined = moving.contains { $0.after == label }
        let users = try Int.fetchOne(draft.db, sql: "SELECT count(*) FROM sample WHERE class = ?", arguments: [id]) ?? 0
        let later = try later(than: source, class: id, field: nil, in: draft.db)
        guard users == left, !joined, later == nil else {
            guard isAlone else { return }
            let theirs = users > 0 ? "\(users) samples have it" : "it was changed"
            return try note("class", yours: nil, theirs: "\(name): \(theirs)", later ?? source, draft.db, &conflicts)
        }
        let rank = try Double.fetchOne(draft.db, sql: "SELECT rank FROM class WHERE id = ?", arguments: [id])
        try draft.db.execute(sql: "DELETE FROM class WHERE id = ?", arguments: [id])
        draft.note(ClassCell(id: id, field: .exists), before: 1.databaseValue, after: 0.databaseValue)
        draft.note(ClassCell(id: id, field: .name), before: name.databaseValue, after: .null)
        draft.note(ClassCell(id: id, field: .rank), before: rank.databaseValue, after: .null)
    }

    private func set(
        _ field: ClassCell.Field, of id: Int64, to wanted: DatabaseValue, left: DatabaseValue, _ source: Int64,
        _ draft: inout ChangeDraft, _ conflicts: inout [Conflict]
    ) throws {
        let column = field == .name ? "name" : "rank"
        let sql = "SELECT \(column) FROM class WHERE id = ?"
        guard let present = try DatabaseValue.fetchOne(draft.db, sql: sql, arguments: [id]) else {
            return try note("class", yours: nil, theirs: nil, source, draft.db, &conflicts)
        }
        guard present != wanted else { return }
        let later = try later(than: source, class: id, field: field, in: draft.db)
        guard force || (present == left && later == nil) else {
            let words = [wanted, present].map { ColumnValue($0, kind: .text)?.display }
            return try note("class \(column)", yours: words[0], theirs: words[1], later ?? source, draft.db, &conflicts)
        }
        if field == .name,
            try Int64.fetchOne(draft.db, sql: "SELECT id FROM class WHERE name = ?", arguments: [wanted]) != nil
        {
            throw EditError.classExists(String.fromDatabaseValue(wanted) ?? "")
        }
        try draft.db.execute(sql: "UPDATE class SET \(column) = ? WHERE id = ?", arguments: [wanted, id])
        draft.note(ClassCell(id: id, field: field), before: present, after: wanted)
    }

    // MARK: Looking

    private func cells(of source: Int64, in db: Database) throws -> [(Int64, Cells)] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT class, field, before, after FROM classCell WHERE change = ? ORDER BY class",
            arguments: [source])
        var cells: [Int64: Cells] = [:]
        for row in rows {
            guard let field = ClassCell.Field(rawValue: row[1]) else { continue }
            cells[row[0], default: [:]][field] = (row[2], row[3])
        }
        return cells.sorted { $0.key < $1.key }
    }

    private func name(of id: Int64, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT name FROM class WHERE id = ?", arguments: [id])
    }

    private func later(than source: Int64, class id: Int64, field: ClassCell.Field?, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT max(l.change) FROM classCell l WHERE l.class = ?1 AND l.change > ?2
                AND (?3 IS NULL OR l.field = ?3) AND \(Change.isInEffect("l.change"))
                """, arguments: [id, source, field?.rawValue])
    }

    private func note(
        _ field: String, yours: String?, theirs: String?, _ change: Int64, _ db: Database, _ conflicts: inout [Conflict]
    ) throws {
        let row = try Row.fetchOne(db, sql: "SELECT author, at FROM change WHERE id = ?", arguments: [change])
        conflicts.append(
            Conflict(sample: nil, field: field, yours: yours, theirs: theirs, author: row?[0] ?? "", at: row?[1] ?? ""))
    }
}
