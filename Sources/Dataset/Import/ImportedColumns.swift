import Foundation
import GRDB

/// The columns that a batch brings, made where they are not there.
struct ImportedColumns {
    private let ids: [String: Int64]
    private let insert: Statement

    /// A column of numbers that gets a text turns into one of texts.
    init(adding rows: [[String: ColumnValue]], in db: Database) throws {
        var kinds: [String: ColumnInfo.Kind] = [:]
        for (name, value) in rows.joined() {
            if case .text = value { kinds[name] = .text } else if kinds[name] == nil { kinds[name] = .number }
        }
        for (name, kind) in kinds.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: """
                    INSERT INTO importedColumn (name, kind) VALUES (?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET kind = 'text' WHERE kind = 'number' AND excluded.kind = 'text'
                    """, arguments: [name, kind.rawValue])
        }
        let known = try Row.fetchAll(db, sql: "SELECT name, id FROM importedColumn")
        guard known.count <= ColumnInfo.most else {
            throw EditError.tooMuch(
                "A dataset has at most \(ColumnInfo.most) imported columns. Take some out of the metadata.")
        }
        ids = Dictionary(uniqueKeysWithValues: known.map { ($0[0], $0[1]) })
        insert = try db.cachedStatement(
            sql: "INSERT INTO columnValue (importedColumn, sample, value) VALUES (?, ?, ?)")
    }

    func insert(_ values: [String: ColumnValue], of sample: Int64) throws {
        for (name, value) in values {
            guard let id = ids[name] else { throw EditError.unknownColumn(name) }
            try insert.execute(arguments: [id, sample, value.databaseValue])
        }
    }

    /// What is wrong with a value that comes in; nil where it can be kept.
    static func problem(_ name: String, _ value: ColumnValue) -> String? {
        guard ColumnInfo.parseName(name) == name else {
            return
                "\u{201C}\(name.prefix(80))\u{201D} cannot be a column: a name has 1 to \(ColumnInfo.longestName) bytes and no control characters."
        }
        switch value {
        case .number(let number) where !number.isFinite:
            return "The value of column \u{201C}\(name)\u{201D} is not a finite number."
        case .text(let text) where text.utf8.count > EditPlan.longestText:
            return "The value of column \u{201C}\(name)\u{201D} is longer than \(EditPlan.longestText) bytes."
        default: return nil
        }
    }
}
