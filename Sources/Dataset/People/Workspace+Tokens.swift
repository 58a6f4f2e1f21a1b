public import Foundation
import GRDB

extension Workspace {
    /// Makes a token with which a program acts in somebody's name.
    ///
    /// - Parameters:
    ///   - name: what it is for.
    ///   - role: what it may do; nil is what the person may, also later.
    ///   - days: how long it is valid; nil is until it is withdrawn.
    /// - Throws: `PeopleError.unknownPerson`, `invalidName`, `badDays`, `tooMany`.
    public func makeToken(
        for person: String, name: String, role: Role? = nil, days: Int? = nil, by origin: AccessOrigin,
        now: Date = Date()
    ) throws -> IssuedToken {
        let name = try PersonName.parse(name)
        if let days, !(1...People.mostDays).contains(days) { throw PeopleError.badDays }
        let secret = Secret(.token)
        return try database.write { db in
            let person = try Self.present(person, in: db)
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM token WHERE person = ?", arguments: [person.id])
            guard count ?? 0 < People.mostTokens else {
                throw PeopleError.tooMany("\(person.name) has \(People.mostTokens) tokens. Withdraw one first.")
            }
            try db.execute(
                sql: """
                    INSERT INTO token (digest, person, name, role, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    secret.digest, person.id, name, (role ?? .owner).rawValue, Timestamp.of(now),
                    days.map { Timestamp.of(now.addingTimeInterval(Double($0) * 86_400)) },
                ])
            let id = db.lastInsertedRowID
            try Self.log(.tokenMade, by: origin, "token \(id) of \(person.name): \(name)", in: db)
            guard let token = try Self.tokens("t.id = ?", [id], in: db).first else {
                throw PeopleError.unknownToken(id)
            }
            return IssuedToken(secret: secret, token: token)
        }
    }

    /// The tokens of a person, or of all.
    public func tokens(of person: Int64? = nil) throws -> [APIToken] {
        try database.read { db in
            try person.map { try Self.tokens("t.person = ?", [$0], in: db) } ?? Self.tokens("1", [], in: db)
        }
    }

    /// - Parameter person: only a token of theirs; nil: anybody's.
    /// - Throws: `PeopleError.unknownToken`.
    public func withdrawToken(_ id: Int64, of person: Int64? = nil, by origin: AccessOrigin) throws {
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM token WHERE id = ? AND (? IS NULL OR person = ?)", arguments: [id, person, person])
            guard db.changesCount > 0 else { throw PeopleError.unknownToken(id) }
            try Self.log(.tokenWithdrawn, by: origin, "token \(id)", in: db)
        }
    }

    /// Who a token is of; nil where it is none, or has ended.
    public func login(token secret: String, now: Date = Date()) throws -> Login? {
        let at = Timestamp.of(now)
        let digest = Secret.digest(of: secret)
        let found = try database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT t.id AS token, t.usedAt, t.role AS limitedTo, p.id, p.name, p.role
                    FROM token t JOIN person p ON p.id = t.person
                    WHERE t.digest = ? AND (t.expiresAt IS NULL OR t.expiresAt > ?) AND p.removedAt IS NULL
                    """, arguments: [digest, at])
        }
        guard let found, let role = Role(rawValue: found["role"]), let limit = Role(rawValue: found["limitedTo"]) else {
            return nil
        }
        let used: String? = found["usedAt"]
        if (used ?? "") < Timestamp.of(now.addingTimeInterval(-People.seenEvery)) {
            let (token, person): (Int64, Int64) = (found["token"], found["id"])
            try database.write { db in
                try db.execute(sql: "UPDATE token SET usedAt = ? WHERE id = ?", arguments: [at, token])
                try db.execute(sql: "UPDATE person SET seenAt = ? WHERE id = ?", arguments: [at, person])
            }
        }
        return Login(person: found["id"], name: found["name"], role: min(role, limit), session: nil)
    }

    private static func tokens(
        _ condition: String, _ arguments: StatementArguments, in db: Database
    ) throws -> [APIToken] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT t.id, p.name AS person, t.name, t.role, p.role AS personRole, t.createdAt, t.expiresAt, t.usedAt
                FROM token t JOIN person p ON p.id = t.person WHERE \(condition) ORDER BY t.id
                """, arguments: arguments
        ).map { row in
            let limit = Role(rawValue: row["role"]) ?? .viewer
            return APIToken(
                id: row["id"], person: row["person"], name: row["name"],
                role: min(limit, Role(rawValue: row["personRole"]) ?? .viewer), createdAt: row["createdAt"],
                expiresAt: row["expiresAt"], usedAt: row["usedAt"])
        }
    }
}
