import GRDB

/// Reads and changes the table of classes within one transaction, and notes it in the draft of a change.
struct ClassTable {
    struct Row {
        let id: Int64
        var name: String
        var rank: Double
    }

    private(set) var rows: [Row]
    private let db: Database

    init(_ db: Database) throws {
        self.db = db
        rows = try GRDB.Row.fetchAll(db, sql: "SELECT id, name, rank FROM class ORDER BY rank, id")
            .map { Row(id: $0[0], name: $0[1], rank: $0[2]) }
    }

    func id(of name: String) -> Int64? { rows.first { $0.name == name }?.id }

    /// Adds classes that are not there yet, each at its place in the usual order.
    mutating func add(_ names: [String], noting draft: inout ChangeDraft) throws {
        let new = names.filter { id(of: $0) == nil }
        guard !new.isEmpty else { return }
        let order = ClassOrder.inserting(new, into: rows.map(\.name))
        for (position, name) in order.enumerated() where id(of: name) == nil {
            try insert(name, at: position, noting: &draft)
        }
    }

    /// Adds a class at a position from 0 to the number of classes.
    mutating func insert(_ name: String, at position: Int, noting draft: inout ChangeDraft) throws {
        let rank = try rank(at: position, noting: &draft)
        try db.execute(sql: "INSERT INTO class (name, rank) VALUES (?, ?)", arguments: [name, rank])
        let id = db.lastInsertedRowID
        rows.insert(Row(id: id, name: name, rank: rank), at: min(max(position, 0), rows.count))
        draft.note(ClassCell(id: id, field: .exists), before: 0.databaseValue, after: 1.databaseValue)
        draft.note(ClassCell(id: id, field: .name), before: .null, after: name.databaseValue)
        draft.note(ClassCell(id: id, field: .rank), before: .null, after: rank.databaseValue)
    }

    mutating func rename(_ id: Int64, to name: String, noting draft: inout ChangeDraft) throws {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { throw EditError.unknownClassID(id) }
        if let other = self.id(of: name), other != id { throw EditError.classExists(name) }
        let before = rows[index].name
        rows[index].name = name
        try db.execute(sql: "UPDATE class SET name = ? WHERE id = ?", arguments: [name, id])
        draft.note(ClassCell(id: id, field: .name), before: before.databaseValue, after: name.databaseValue)
    }

    mutating func move(_ id: Int64, to position: Int, noting draft: inout ChangeDraft) throws {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { throw EditError.unknownClassID(id) }
        let target = min(max(position, 0), rows.count - 1)
        guard target != index else { return }
        var row = rows.remove(at: index)
        let rank = try rank(at: target, noting: &draft)
        draft.note(ClassCell(id: id, field: .rank), before: row.rank.databaseValue, after: rank.databaseValue)
        row.rank = rank
        rows.insert(row, at: target)
        try db.execute(sql: "UPDATE class SET rank = ? WHERE id = ?", arguments: [rank, id])
    }

    /// A rank between the neighbours of a position. Where halving has used up the numbers between them, all classes are
    /// ranked anew.
    private mutating func rank(at position: Int, noting draft: inout ChangeDraft) throws -> Double {
        let position = min(max(position, 0), rows.count)
        guard let last = rows.last else { return 0 }
        if position == rows.count { return last.rank + 1 }
        if position == 0 { return rows[0].rank - 1 }
        let (low, high) = (rows[position - 1].rank, rows[position].rank)
        let middle = low + (high - low) / 2
        if low < middle, middle < high { return middle }
        for index in rows.indices {
            let cell = ClassCell(id: rows[index].id, field: .rank)
            let rank = Double(index < position ? index : index + 1)
            draft.note(cell, before: rows[index].rank.databaseValue, after: rank.databaseValue)
            rows[index].rank = rank
            try db.execute(sql: "UPDATE class SET rank = ? WHERE id = ?", arguments: [rank, rows[index].id])
        }
        return Double(position)
    }
}
