import GRDB

/// Reads and writes the current state of samples, a cell at a time, within one transaction.
///
/// Values are as the history has them: a class by its id, tags joined by U+001F, a state by its word.
struct SampleCells {
    private let db: Database
    private let read: Statement
    private let readColumn: Statement
    private let columnIDs: [String: Int64]

    init(_ db: Database) throws {
        self.db = db
        read = try db.cachedStatement(
            sql: """
                SELECT s.class, s.split, t.tags, s.state, s.revision
                FROM sample s JOIN tagSet t ON t.id = s.tagSet WHERE s.id = ?
                """)
        readColumn = try db.cachedStatement(
            sql: "SELECT value FROM columnValue WHERE importedColumn = ? AND sample = ?")
        columnIDs = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT name, id FROM importedColumn").map {
                ($0[0], $0[1])
            })
    }

    /// The four fixed fields and the revision.
    /// - Throws: `EditError.unknownSample`.
    func row(_ sample: Int64) throws -> (cells: [(field: CellField, value: DatabaseValue)], revision: Int64) {
        guard let row = try Row.fetchOne(read, arguments: [sample]) else { throw EditError.unknownSample(sample) }
        return ([(.label, row[0]), (.split, row[1]), (.tags, row[2]), (.state, row[3])], row[4])
    }

    /// - Throws: `EditError.unknownColumn`.
    func column(_ name: String, of sample: Int64) throws -> DatabaseValue {
        guard let id = columnIDs[name] else { throw EditError.unknownColumn(name) }
        return try DatabaseValue.fetchOne(readColumn, arguments: [id, sample]) ?? .null
    }

    /// Sets cells of a sample, and its revision with them: what lies in its row is written at once.
    func write(_ cells: [(field: CellField, value: DatabaseValue)], of sample: Int64, revision: Int64) throws {
        var assignments = ""
        var values: [DatabaseValue] = []
        for (field, value) in cells {
            switch field {
            case .label: assignments += "class = ?, "
            case .split: assignments += "split = ?, "
            case .state: assignments += "state = ?, "
            case .tags: assignments += "tagSet = ?, "
            case .column(let name):
                try write(value, toColumn: name, of: sample)
                continue
            }
            values.append(field == .tags ? try Self.tagSetID(value, in: db).databaseValue : value)
        }
        values += [revision.databaseValue, sample.databaseValue]
        try execute("UPDATE sample SET \(assignments)revision = ? WHERE id = ?", StatementArguments(values))
    }

    private func write(_ value: DatabaseValue, toColumn name: String, of sample: Int64) throws {
        guard let id = columnIDs[name] else { throw EditError.unknownColumn(name) }
        if value.isNull {
            try execute("DELETE FROM columnValue WHERE importedColumn = ? AND sample = ?", [id, sample])
        } else {
            try execute(
                "INSERT OR REPLACE INTO columnValue (importedColumn, sample, value) VALUES (?, ?, ?)",
                [id, sample, value])
        }
    }

    /// The id of a set of tags, which is made where it is not there.
    static func tagSetID(_ stored: DatabaseValue, in db: Database) throws -> Int64 {
        let find = try db.cachedStatement(sql: "SELECT id FROM tagSet WHERE tags = ?")
        if let id = try Int64.fetchOne(find, arguments: [stored]) { return id }
        try db.cachedStatement(sql: "INSERT INTO tagSet (tags) VALUES (?)").execute(arguments: [stored])
        return db.lastInsertedRowID
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
