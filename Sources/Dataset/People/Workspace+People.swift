import Foundation
import GRDB

extension Workspace {
    /// Who is let in, by name.
    public func people() throws -> [Person] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM person WHERE removedAt IS NULL ORDER BY folded")
                .map(Person.init(row:))
        }
    }

    /// Gives somebody another role, which holds from their next request on.
    /// - Throws: `PeopleError.unknownPerson`, `lastOwner`.
    @discardableResult
    public func setRole(_ role: Role, of name: String, by origin: AccessOrigin) throws -> Person {
        try database.write { db in
            let person = try Self.present(name, in: db)
            if role != .owner { try Self.keepAnOwner(without: person, in: db) }
            if role != person.role {
                try db.execute(
                    sql: "UPDATE person SET role = ? WHERE id = ?", arguments: [role.rawValue, person.id])
                try Self.log(
                    .role, by: origin, "\(person.name): \(person.role.rawValue) → \(role.rawValue)", in: db)
            }
            return try Self.present(name, in: db)
        }
    }

    /// Takes somebody's account away, with all sessions and tokens. What they did stays, under their name.
    /// - Throws: `PeopleError.unknownPerson`, `lastOwner`.
    public func removePerson(_ name: String, by origin: AccessOrigin) throws {
        try database.write { db in
            let person = try Self.present(name, in: db)
            try Self.keepAnOwner(without: person, in: db)
            try db.execute(
                sql: "UPDATE person SET removedAt = ?, password = '' WHERE id = ?",
                arguments: [Timestamp.now(), person.id])
            for table in ["session", "token", "invitation"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE person = ?", arguments: [person.id])
            }
            try Self.log(.removed, by: origin, person.name, in: db)
        }
    }

    /// The person of an id, if they are still let in.
    public func person(_ id: Int64) throws -> Person? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM person WHERE id = ? AND removedAt IS NULL", arguments: [id])
                .map(Person.init(row:))
        }
    }

    /// The address that people open; nil until a server was told.
    public func publicAddress() throws -> String? {
        try database.read { db in try String.fetchOne(db, sql: "SELECT url FROM publicAddress") }
    }

    /// Keeps the address that people open, for the links of invitations that are made in a terminal.
    public func keepPublicAddress(_ url: String) throws {
        guard try publicAddress() != url else { return }
        try database.write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO publicAddress (id, url) VALUES (1, ?)", arguments: [url])
        }
    }

    static func present(_ name: String, in db: Database) throws -> Person {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM person WHERE folded = ? AND removedAt IS NULL", arguments: [PersonName.fold(name)])
        guard let row else { throw PeopleError.unknownPerson(name) }
        return Person(row: row)
    }

    private static func keepAnOwner(without person: Person, in db: Database) throws {
        let others = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM person WHERE role = 'owner' AND removedAt IS NULL AND id <> ?",
            arguments: [person.id])
        if person.role == .owner, others == 0 { throw PeopleError.lastOwner(person.name) }
    }
}

extension Person {
    init(row: Row) {
        self.init(
            id: row["id"], name: row["name"], role: Role(rawValue: row["role"]) ?? .viewer,
            createdAt: row["createdAt"], seenAt: row["seenAt"])
    }
}
