import Foundation
import GRDB

/// All active samples as one change left them: what an export writes and is compared with.
package struct DatasetSnapshot: Sendable {
    package struct Row: Sendable {
        package let sample: Sample
        package let source: SourcePath
        /// Of a derived sample.
        package let lineage: Lineage?

        package init(sample: Sample, source: SourcePath, lineage: Lineage? = nil) {
            self.sample = sample
            self.source = source
            self.lineage = lineage
        }
    }

    package let name: String
    /// The id of the newest change; 0 where there is none.
    package let lastChange: Int64
    /// In the order of the label book.
    package let classes: [String]
    package let columns: [ColumnInfo]
    /// By id.
    package let rows: [Row]

    package init(name: String, lastChange: Int64, classes: [String], columns: [ColumnInfo], rows: [Row]) {
        self.name = name
        self.lastChange = lastChange
        self.classes = classes
        self.columns = columns
        self.rows = rows
    }
}

extension Workspace {
    package func snapshot() throws -> DatasetSnapshot {
        try database.read { db in
            let reader = try SampleReader(db)
            let source = try db.cachedStatement(sql: "SELECT sourcePath FROM sample WHERE id = ?")
            let derivation = try db.cachedStatement(
                sql: "SELECT kind, recipe, recipeVersion, parameters, author, at FROM derivation WHERE sample = ?")
            let parents = try db.cachedStatement(
                sql: """
                    SELECT s.sourcePath FROM derivationParent d JOIN sample s ON s.id = d.parent
                    WHERE d.sample = ? ORDER BY d.parent
                    """)
            let ids = try Int64.fetchAll(db, sql: "SELECT id FROM sample WHERE state = 'active' ORDER BY id")
            let rows = try ids.compactMap { id -> DatasetSnapshot.Row? in
                guard let sample = try reader.sample(id), let bytes = try Data.fetchOne(source, arguments: [id]) else {
                    return nil
                }
                let lineage = try Row.fetchOne(derivation, arguments: [id]).map { row in
                    Lineage(
                        kind: Derivation.Kind(rawValue: row[0]) ?? .drawing,
                        parents: try Data.fetchAll(parents, arguments: [id]).map { SourcePath($0) }, recipe: row[1],
                        recipeVersion: row[2], parameters: row[3], author: row[4], at: row[5])
                }
                return DatasetSnapshot.Row(sample: sample, source: SourcePath(bytes), lineage: lineage)
            }
            return DatasetSnapshot(
                name: try String.fetchOne(db, sql: "SELECT name FROM workspace") ?? "",
                lastChange: try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0,
                classes: try ClassTable(db).rows.map(\.name), columns: try ColumnInfo.all(in: db), rows: rows)
        }
    }
}
