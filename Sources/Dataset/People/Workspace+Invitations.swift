public import Foundation
import GRDB

extension Workspace {
    /// Makes a link that lets one person in, once.
    ///
    /// - Parameters:
    ///   - name: whom it is for, as a suggestion; they choose their name themselves.
    ///   - days: how long it is valid.
    /// - Throws: `PeopleError.invalidName`, `nameTaken`, `badDays`, `tooMany`.
    public func invite(
        as role: Role, name: String? = nil, days: Int = People.invitationDays, by origin: AccessOrigin,
        now: Date = Date()
    ) throws -> IssuedInvitation {
        let name = try name.map { try PersonName.parse($0) }
        return try database.write { db in
            if let name, try Self.isTaken(name, in: db) { throw PeopleError.nameTaken(name) }
            return try Self.issue(role: role, name: name, person: nil, days: days, by: origin, now: now, in: db)
        }
    }

    /// Makes a link with which somebody who is there sets a new password.
    /// - Throws: `PeopleError.unknownPerson`, `badDays`, `tooMany`.
    public func invite(
        again name: String, days: Int = People.invitationDays, by origin: AccessOrigin, now: Date = Date()
    ) throws -> IssuedInvitation {
        try database.write { db in
            let person = try Self.present(name, in: db)
            return try Self.issue(
                role: person.role, name: person.name, person: person.id, days: days, by: origin, now: now, in: db)
        }
    }

    /// The invitations that are still open, newest first.
    public func invitations(now: Date = Date()) throws -> [Invitation] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM invitation WHERE expiresAt > ? ORDER BY id DESC", arguments: [Timestamp.of(now)]
            ).map(Invitation.init(row:))
        }
    }

    /// The invitation of a link.
    /// - Throws: `PeopleError.badInvitation`.
    public func invitation(_ secret: String, now: Date = Date()) throws -> Invitation {
        try database.read { db in try Self.open(secret, now: now, in: db) }
    }

    /// - Throws: `PeopleError.unknownInvitation`.
    public func withdrawInvitation(_ id: Int64, by origin: AccessOrigin) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM invitation WHERE id = ?", arguments: [id])
            guard db.changesCount > 0 else { throw PeopleError.unknownInvitation(id) }
            try Self.log(.invitationWithdrawn, by: origin, "invitation \(id)", in: db)
        }
    }

    /// Uses a link: makes the account, or gives the one it is for a new password, and logs in.
    /// - Parameter name: of a new account; the name of one that is there stays.
    /// - Throws: `PeopleError.badInvitation`, `invalidName`, `nameTaken`, `weakPassword`.
    public func join(
        with secret: String, name: String?, password: String, from address: String?, now: Date = Date()
    ) throws -> IssuedSession {
        // Only who holds a link makes the machine work.
        let known = try invitation(secret, now: now)
        let name = try PersonName.parse(known.isForKnownPerson ? known.name ?? "" : name ?? known.name ?? "")
        let hash = try PasswordHash(of: try Password(toKeep: password, name: name))
        return try database.write { db in
            let invitation = try Self.open(secret, now: now, in: db)
            let origin = AccessOrigin(name: name, address: address)
            let at = Timestamp.of(now)
            let person: Int64
            if invitation.isForKnownPerson {
                person = try Self.present(name, in: db).id
                try db.execute(
                    sql: "UPDATE person SET password = ?, seenAt = ? WHERE id = ?", arguments: [hash.text, at, person])
                // Whoever knew the old password is out.
                try db.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
                try Self.log(.password, by: origin, "by invitation \(invitation.id)", in: db)
            } else {
                guard try !Self.isTaken(name, in: db) else { throw PeopleError.nameTaken(name) }
                try db.execute(
                    sql:
                        "INSERT INTO person (name, folded, role, password, createdAt, seenAt) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [name, PersonName.fold(name), invitation.role.rawValue, hash.text, at, at])
                person = db.lastInsertedRowID
                try Self.log(
                    .joined, by: origin, "\(invitation.role.rawValue), by invitation \(invitation.id)", in: db)
            }
            try db.execute(sql: "DELETE FROM invitation WHERE id = ?", arguments: [invitation.id])
            return try Self.begin(
                Login(person: person, name: name, role: try Self.present(name, in: db).role, session: nil), now: now,
                in: db)
        }
    }

    private static func issue(
        role: Role, name: String?, person: Int64?, days: Int, by origin: AccessOrigin, now: Date, in db: Database
    ) throws -> IssuedInvitation {
        guard (1...People.mostDays).contains(days) else { throw PeopleError.badDays }
        let at = Timestamp.of(now)
        try db.execute(sql: "DELETE FROM invitation WHERE expiresAt <= ?", arguments: [at])
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM invitation") ?? 0
        guard count < People.mostInvitations else {
            throw PeopleError.tooMany("There are \(count) open invitations. Withdraw some of them first.")
        }
        let secret = Secret(.invitation)
        try db.execute(
            sql: """
                INSERT INTO invitation (digest, role, name, person, invitedBy, createdAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                secret.digest, role.rawValue, name, person, origin.name ?? "", at,
                Timestamp.of(now.addingTimeInterval(Double(days) * 86_400)),
            ])
        let invitation = try Self.open(secret.text, now: now, in: db)
        let whom = name.map { "\($0), " } ?? ""
        let what = person == nil ? role.rawValue : "new password"
        try log(.invited, by: origin, "\(whom)\(what), invitation \(invitation.id)", in: db)
        return IssuedInvitation(secret: secret, invitation: invitation)
    }

    private static func open(_ secret: String, now: Date, in db: Database) throws -> Invitation {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM invitation WHERE digest = ? AND expiresAt > ?",
            arguments: [Secret.digest(of: secret), Timestamp.of(now)])
        guard let row else { throw PeopleError.badInvitation }
        return Invitation(row: row)
    }

    private static func isTaken(_ name: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM person WHERE folded = ?)", arguments: [PersonName.fold(name)])
            ?? false
    }
}

extension Invitation {
    init(row: Row) {
        self.init(
            id: row["id"], role: Role(rawValue: row["role"]) ?? .viewer, name: row["name"],
            isForKnownPerson: row["person"] != nil, invitedBy: row["invitedBy"], createdAt: row["createdAt"],
            expiresAt: row["expiresAt"])
    }
}
