import GRDB

/// What the log of the accounts tells.
public enum AccessEvent: String, Sendable, Codable, CaseIterable {
    case login, logout
    case loginFailed = "login-failed"
    /// Too many attempts: the password was not even looked at.
    case loginLimited = "login-limited"
    case denied
    case invited
    case joined
    case invitationWithdrawn = "invitation-withdrawn"
    case invitationFailed = "invitation-failed"
    case role
    case removed
    case password
    case tokenMade = "token-made"
    case tokenWithdrawn = "token-withdrawn"
}

/// One entry of the log.
public struct AccessRecord: Sendable, Codable, Equatable {
    public let id: Int64
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
    public let event: AccessEvent
    /// Who did it; nil: nobody who is logged in.
    public let name: String?
    /// From where; nil: a terminal of the machine.
    public let address: String?
    public let detail: String?
}

extension Workspace {
    /// The newest entries of the log first.
    /// - Parameter before: only entries older than this one.
    public func accessLog(before: Int64? = nil, limit: Int = 100) throws -> [AccessRecord] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM accessLog WHERE id < ? ORDER BY id DESC LIMIT ?",
                arguments: [before ?? Int64.max, limit]
            ).compactMap { row in
                guard let event = AccessEvent(rawValue: row["event"]) else { return nil }
                return AccessRecord(
                    id: row["id"], at: row["at"], event: event, name: row["name"], address: row["address"],
                    detail: row["detail"])
            }
        }
    }

    /// Adds an entry. Texts from outside are cut to 200 characters.
    public func log(_ event: AccessEvent, by origin: AccessOrigin, _ detail: String? = nil) throws {
        try database.write { db in try Self.log(event, by: origin, detail, in: db) }
    }

    static func log(_ event: AccessEvent, by origin: AccessOrigin, _ detail: String?, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO accessLog (at, event, name, address, detail) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                Timestamp.now(), event.rawValue, origin.name, origin.address.map { String($0.prefix(64)) },
                detail.map { String($0.prefix(200)) },
            ])
    }
}
