import Foundation
import GRDB

extension Workspace {
    /// Names a point in the history. The same name for the same point changes its note.
    ///
    /// - Parameter change: the last change in it; nil is the newest.
    /// - Throws: `VersionError`, `EditError.invalidAuthor`.
    @discardableResult
    public func nameVersion(
        _ text: String, at change: Int64? = nil, note: String? = nil, author: String
    ) throws -> DatasetVersion {
        guard let name = DatasetVersion.parse(text) else { throw VersionError.invalidName(text) }
        let authorship = try Authorship(author, note)
        return try database.write { db in
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
            let change = change ?? last
            guard (0...last).contains(change) else { throw VersionError.unknownChange(change) }
            if let kept = try Self.version(name, in: db) {
                guard kept.change == change else { throw VersionError.exists(name, change: kept.change) }
                if let note = authorship.reason {
                    try db.execute(sql: "UPDATE version SET note = ? WHERE name = ?", arguments: [note, name])
                }
            } else {
                try db.execute(
                    sql: "INSERT INTO version (name, change, note, author, createdAt) VALUES (?, ?, ?, ?, ?)",
                    arguments: [name, change, authorship.reason, authorship.author, Timestamp.now()])
            }
            guard let version = try Self.version(name, in: db) else { throw VersionError.unknown(name) }
            return version
        }
    }

    /// Takes a name away; the point in the history stays, and so do the runs on it.
    /// - Throws: `VersionError.unknown`.
    public func removeVersion(_ name: String) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM version WHERE name = ?", arguments: [name])
            guard db.changesCount > 0 else { throw VersionError.unknown(name) }
        }
    }

    /// The named versions, newest point first.
    public func versions() throws -> [DatasetVersion] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM version ORDER BY change DESC, createdAt DESC, name")
                .map(DatasetVersion.init(row:))
        }
    }

    /// The change that a text means: the name of a version, or the number of a change.
    /// - Parameter text: nil is the newest change.
    /// - Throws: `VersionError.unknown` or `unknownChange`.
    public func change(ofVersion text: String?) throws -> Int64 {
        let last = try lastChange()
        guard let text else { return last }
        if let named = try database.read({ db in try Self.version(text, in: db) }) { return named.change }
        guard let number = Int64(text), number >= 0 else { throw VersionError.unknown(text) }
        guard number <= last else { throw VersionError.unknownChange(number) }
        return number
    }

    private static func version(_ name: String, in db: Database) throws -> DatasetVersion? {
        try Row.fetchOne(db, sql: "SELECT * FROM version WHERE name = ?", arguments: [name])
            .map(DatasetVersion.init(row:))
    }
}

extension DatasetVersion {
    fileprivate init(row: Row) {
        self.init(
            name: row["name"], change: row["change"], note: row["note"], author: row["author"],
            createdAt: row["createdAt"])
    }
}
