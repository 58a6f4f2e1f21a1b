import GRDB
import GRDBSQLite

/// The rows of a query without an object for each: for reading a million of them.
///
///     let rows = try BareRows("SELECT id, name FROM sample WHERE id > ?", [after], in: db)
///     while try rows.next() { take(rows.integer(0), rows.text(1)) }
struct BareRows {
    private let statement: Statement
    private let row: SQLiteStatement

    init(_ sql: String, _ arguments: StatementArguments = [], in db: Database) throws {
        statement = try db.makeStatement(sql: sql)
        try statement.setArguments(arguments)
        row = statement.sqliteStatement
    }

    /// Goes on to the next row.
    /// - Returns: false behind the last.
    func next() throws -> Bool {
        switch sqlite3_step(row) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql)
        }
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(row, column) == SQLITE_NULL }

    /// 0 for NULL.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(row, column) }

    /// What fits of a number that is 0 or more.
    func number(_ column: Int32) -> UInt32 { UInt32(clamping: sqlite3_column_int64(row, column)) }

    func value(_ column: Int32) -> DatabaseValue { DatabaseValue(sqliteStatement: row, index: column) }

    /// The bytes of a text in UTF-8, valid until the next row.
    func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        // The text first: asking for it may convert it, which changes the number of bytes.
        let start = sqlite3_column_text(row, column)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
    }
}
