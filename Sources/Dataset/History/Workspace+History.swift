import GRDB

extension Workspace {
    /// Changes, newest first.
    /// - Parameter before: only those with a smaller id.
    public func changes(before: Int64? = nil, limit: Int) throws -> [Change] {
        try database.read { db in
            try Change.fetch("WHERE c.id < ? ORDER BY c.id DESC LIMIT ?", [before ?? .max, max(limit, 0)], in: db)
        }
    }

    /// Changes with an id greater than `after`, oldest first.
    public func changes(after: Int64, limit: Int) throws -> [Change] {
        try database.read { db in
            try Change.fetch("WHERE c.id > ? ORDER BY c.id LIMIT ?", [after, max(limit, 0)], in: db)
        }
    }

    /// The change that a request of this key made; nil where there was none.
    public func appliedChange(under key: RequestKey) throws -> AppliedChange? {
        try database.read { db in try key.change(in: db) }
    }

    public func change(_ id: Int64) throws -> Change? {
        try database.read { db in try Change.fetch(id, in: db) }
    }

    /// Ids of the samples that a change touched, ascending.
    /// - Returns: nil where there are more than `limit`.
    public func samplesTouched(by change: Int64, limit: Int) throws -> [Int64]? {
        try database.read { db in
            let ids = try Int64.fetchAll(
                db, sql: "SELECT DISTINCT sample FROM sampleCell WHERE change = ? ORDER BY sample LIMIT ?",
                arguments: [change, limit + 1])
            return ids.count > limit ? nil : ids
        }
    }

    /// What a change did, cell by cell: first classes, then samples by id.
    public func cells(of change: Int64, limit: Int = .max) throws -> [ChangedCell] {
        try database.read { db in
            let classes = try ChangedCell.fetch("classCell", "l.change = ? ORDER BY l.class, l.field", [change], db)
            let samples = try ChangedCell.fetch(
                "sampleCell", "l.change = ? ORDER BY l.sample, l.field LIMIT ?", [change, limit], db)
            return Array((classes + samples).prefix(limit))
        }
    }

    /// Everything that happened to a sample, newest first.
    public func history(of sample: Int64) throws -> [ChangedCell] {
        try database.read { db in
            try ChangedCell.fetch("sampleCell", "l.sample = ? ORDER BY l.change DESC, l.field", [sample], db)
        }
    }
}

extension ChangedCell {
    fileprivate static func fetch(
        _ table: String, _ condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [ChangedCell] {
        let isSample = table == "sampleCell"
        let words = CellWords(db)
        let sql = """
            SELECT l.change, c.at, c.author, c.reason, c.kind, l.\(isSample ? "sample" : "class"), l.field, l.before, l.after
            FROM \(table) l JOIN change c ON c.id = l.change WHERE \(condition)
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            let id: Int64 = row[5]
            let field: String = row[6]
            return ChangedCell(
                change: row[0], at: row[1], author: row[2], reason: row[3],
                kind: Change.Kind(rawValue: row[4]) ?? .edit,
                sample: isSample ? id : nil, classID: isSample ? nil : id, field: field,
                before: try words.words(row[7], field: field), after: try words.words(row[8], field: field))
        }
    }
}
