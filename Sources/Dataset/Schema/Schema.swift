import GRDB

/// The tables of a workspace, and how older ones become today's.
///
/// A released migration is never changed; a new one goes to the end. Ids of changes and samples are never used twice.
enum Schema {
    /// Marks the file as a workspace of Tessera (`PRAGMA application_id`): the letters TSSR.
    static let applicationID = 0x5453_5352

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: SchemaV1.tables)
            try db.execute(sql: SchemaV1.triggers)
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("v2") { db in try db.execute(sql: SchemaV2.indices) }
        migrator.registerMigration("v3") { db in
            try db.execute(sql: SchemaV3.tables)
        }
        migrator.registerMigration("v4") { db in try db.execute(sql: SchemaV4.tables) }
        migrator.registerMigration("v5") { db in try db.execute(sql: SchemaV5.tables) }
        migrator.registerMigration("v6") { db in
            try db.execute(sql: SchemaV6.tables)
            try db.execute(sql: SchemaV6.triggers)
        }
        migrator.registerMigration("v7") { db in try db.execute(sql: SchemaV7.tables + SchemaV7.triggers) }
        migrator.registerMigration("v8") { db in try db.execute(sql: SchemaV8.tables) }
        migrator.registerMigration("v11") { db in try SchemaV11.migrate(db) }
        return migrator
    }
}
