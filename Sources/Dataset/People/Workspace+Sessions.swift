public import Foundation
import GRDB

extension Workspace {
    /// Logs in by name and password. A wrong name takes as long as a wrong password, and is told in the same words.
    /// - Throws: `PeopleError.wrongLogin`.
    public func logIn(
        name: String, password: String, from address: String?, now: Date = Date()
    ) throws -> IssuedSession {
        guard let password = Password(toCheck: password), name.utf8.count <= 4 * PersonName.longest else {
            throw PeopleError.wrongLogin
        }
        let found = try database.read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM person WHERE folded = ? AND removedAt IS NULL",
                arguments: [PersonName.fold(name)])
        }
        guard let found, try PasswordHash(kept: found["password"]).matches(password) else {
            if found == nil { try PasswordHash.spendTheSameTime(on: password) }
            try log(.loginFailed, by: AccessOrigin(name: nil, address: address), "as \(name)")
            throw PeopleError.wrongLogin
        }
        return try database.write { db in
            // The password may have been changed, or the person removed, while it was computed.
            let person = try Self.present(found["name"], in: db)
            let kept = try String.fetchOne(db, sql: "SELECT password FROM person WHERE id = ?", arguments: [person.id])
            guard kept == found["password"] else { throw PeopleError.wrongLogin }
            try db.execute(
                sql: "UPDATE person SET seenAt = ? WHERE id = ?", arguments: [Timestamp.of(now), person.id])
            try Self.log(.login, by: AccessOrigin(name: person.name, address: address), nil, in: db)
            return try Self.begin(
                Login(person: person.id, name: person.name, role: person.role, session: nil), now: now, in: db)
        }
    }

    /// Who a session is of; nil where it is none, or has ended. Looked up at each request, so that a role that was taken
    /// away is gone at once.
    public func login(session secret: String, now: Date = Date()) throws -> Login? {
        let digest = Secret.digest(of: secret)
        let found = try database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT s.usedAt, p.id, p.name, p.role FROM session s JOIN person p ON p.id = s.person
                    WHERE s.digest = ? AND s.createdAt > ? AND s.usedAt > ? AND p.removedAt IS NULL
                    """,
                arguments: [
                    digest, Timestamp.of(now.addingTimeInterval(-People.longest)),
                    Timestamp.of(now.addingTimeInterval(-People.idle)),
                ])
        }
        guard let found else { return nil }
        if found["usedAt"] < Timestamp.of(now.addingTimeInterval(-People.seenEvery)) {
            let (person, at): (Int64, String) = (found["id"], Timestamp.of(now))
            try database.write { db in
                try db.execute(sql: "UPDATE session SET usedAt = ? WHERE digest = ?", arguments: [at, digest])
                try db.execute(sql: "UPDATE person SET seenAt = ? WHERE id = ?", arguments: [at, person])
            }
        }
        return Login(
            person: found["id"], name: found["name"], role: Role(rawValue: found["role"]) ?? .viewer, session: digest)
    }

    /// Ends a session, by its digest.
    public func logOut(_ session: String, by origin: AccessOrigin) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [session])
            if db.changesCount > 0 { try Self.log(.logout, by: origin, nil, in: db) }
        }
    }

    /// Sets a new password and ends all other sessions of the person.
    /// - Throws: `PeopleError.wrongLogin` where the old one is not right, `weakPassword`.
    public func setPassword(_ new: String, of login: Login, old: String, by origin: AccessOrigin) throws {
        let kept = try database.read { db in
            try String.fetchOne(db, sql: "SELECT password FROM person WHERE id = ?", arguments: [login.person])
        }
        guard let kept, let old = Password(toCheck: old), try PasswordHash(kept: kept).matches(old) else {
            try log(.loginFailed, by: origin, "old password")
            throw PeopleError.wrongLogin
        }
        let hash = try PasswordHash(of: try Password(toKeep: new, name: login.name))
        try database.write { db in
            try db.execute(
                sql: "UPDATE person SET password = ? WHERE id = ? AND removedAt IS NULL",
                arguments: [hash.text, login.person])
            try db.execute(
                sql: "DELETE FROM session WHERE person = ? AND digest <> ?",
                arguments: [login.person, login.session ?? ""])
            try Self.log(.password, by: origin, nil, in: db)
        }
    }

    /// Begins a session without a password, for tests.
    package func beginSession(for person: Int64, now: Date = Date()) throws -> IssuedSession {
        guard let found = try self.person(person) else { throw PeopleError.unknownPerson(String(person)) }
        return try database.write { db in
            try Self.begin(Login(person: found.id, name: found.name, role: found.role, session: nil), now: now, in: db)
        }
    }

    /// Begins a session for somebody who showed who they are.
    static func begin(_ login: Login, now: Date, in db: Database) throws -> IssuedSession {
        let at = Timestamp.of(now)
        try db.execute(
            sql: "DELETE FROM session WHERE createdAt <= ? OR usedAt <= ?",
            arguments: [
                Timestamp.of(now.addingTimeInterval(-People.longest)),
                Timestamp.of(now.addingTimeInterval(-People.idle)),
            ])
        // The oldest go: who logs in everywhere is never locked out.
        try db.execute(
            sql: """
                DELETE FROM session WHERE digest IN (
                    SELECT digest FROM session WHERE person = ? ORDER BY usedAt DESC, digest LIMIT -1 OFFSET ?)
                """, arguments: [login.person, People.mostSessions - 1])
        let secret = Secret(.session)
        try db.execute(
            sql: "INSERT INTO session (digest, person, createdAt, usedAt) VALUES (?, ?, ?, ?)",
            arguments: [secret.digest, login.person, at, at])
        return IssuedSession(
            secret: secret,
            login: Login(person: login.person, name: login.name, role: login.role, session: secret.digest),
            endsAt: now.addingTimeInterval(People.longest))
    }
}
