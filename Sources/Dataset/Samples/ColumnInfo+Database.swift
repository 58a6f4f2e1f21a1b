import GRDB

extension ColumnInfo {
    static func all(in db: Database) throws -> [ColumnInfo] {
        try Row.fetchAll(db, sql: "SELECT name, kind FROM importedColumn ORDER BY id").map { row in
            ColumnInfo(name: row[0], kind: Kind(rawValue: row[1]) ?? .text)
        }
    }
}

extension ColumnValue {
    /// A value as the database has it, in a column of the given kind; nil for none.
    init?(_ value: DatabaseValue, kind: ColumnInfo.Kind) {
        switch value.storage {
        case .null, .blob: return nil
        case .int64(let number): self = .number(Double(number))
        case .double(let number): self = .number(number)
        case .string(let text): self = .text(text)
        }
        // A column that turned from numbers into text still has numbers.
        if kind == .text { self = .text(display) }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .number(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
