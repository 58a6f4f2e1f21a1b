import GRDB

/// Reads whole samples by id, with statements that are prepared once.
struct SampleReader {
    private let statement: Statement
    private let values: [(info: ColumnInfo, statement: Statement)]

    init(_ db: Database) throws {
        statement = try db.cachedStatement(
            sql: """
                SELECT s.id, s.name, s.path, i.digest, c.name, s.split, s.state, t.tags,
                    i.width, i.height, i.format, i.bytes, s.revision
                FROM sample s JOIN image i ON i.id = s.image JOIN tagSet t ON t.id = s.tagSet
                LEFT JOIN class c ON c.id = s.class WHERE s.id = ?
                """)
        values = try Row.fetchAll(db, sql: "SELECT id, name, kind FROM importedColumn ORDER BY id").map { row in
            let id: Int64 = row[0]
            let sql = "SELECT value FROM columnValue WHERE importedColumn = \(id) AND sample = ?"
            return (ColumnInfo(name: row[1], kind: .init(rawValue: row[2]) ?? .text), try db.cachedStatement(sql: sql))
        }
    }

    func sample(_ id: Int64) throws -> Sample? {
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var columns: [String: ColumnValue] = [:]
        for (info, statement) in values {
            guard let value = try DatabaseValue.fetchOne(statement, arguments: [id]) else { continue }
            columns[info.name] = ColumnValue(value, kind: info.kind)
        }
        return Sample(
            id: row[0], name: row[1], path: row[2], digest: row[3], label: row[4], split: row[5],
            state: SampleStatus(rawValue: row[6]) ?? .active, tags: TagSet(stored: row[7]).names, columns: columns,
            width: row[8], height: row[9], format: row[10], bytes: row[11], revision: row[12])
    }
}
