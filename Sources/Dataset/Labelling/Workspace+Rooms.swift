import Foundation
import GRDB

extension Workspace {
    public func openRoom(author: String) throws -> Room {
        let authorship = try Authorship(author, nil)
        var random = SystemRandomNumberGenerator()
        let code = String(
            (0..<Room.codeLength).map { _ in Room.alphabet[Int.random(in: 0..<Room.alphabet.count, using: &random)] })
        return try database.write { db in
            try db.execute(
                sql: "INSERT INTO room (code, author, createdAt, isRevealed, version) VALUES (?, ?, ?, 0, 1)",
                arguments: [code, authorship.author, Timestamp.now()])
            return try Self.room(code, in: db)
        }
    }

    /// - Throws: `LabellingError.unknownRoom`.
    public func room(_ code: String) throws -> Room {
        try database.read { db in try Self.room(code, in: db) }
    }

    /// Asks about a sample; the votes are hidden.
    /// - Throws: `LabellingError.unknownRoom` or `roomClosed`, `EditError.unknownSample`.
    public func show(_ sample: Int64, inRoom code: String) throws -> Room {
        try changeRoom(code) { db in
            guard try Int64.fetchOne(db, sql: "SELECT id FROM sample WHERE id = ?", arguments: [sample]) != nil else {
                throw EditError.unknownSample(sample)
            }
            try db.execute(
                sql: "UPDATE room SET sample = ?, isRevealed = 0 WHERE code = ?", arguments: [sample, code])
        }
    }

    /// Shows the votes, or hides them again.
    public func reveal(_ isRevealed: Bool, inRoom code: String) throws -> Room {
        try changeRoom(code) { db in
            try db.execute(sql: "UPDATE room SET isRevealed = ? WHERE code = ?", arguments: [isRevealed, code])
        }
    }

    /// Ends the votes; the answers stay.
    public func closeRoom(_ code: String) throws -> Room {
        try changeRoom(code) { db in
            try db.execute(sql: "UPDATE room SET closedAt = ? WHERE code = ?", arguments: [Timestamp.now(), code])
        }
    }

    /// Keeps a vote: an answer of the person NAME (vote), so that nobody speaks in the name of somebody else.
    ///
    /// - Parameters:
    ///   - token: what the voter's device calls itself; the same one again changes the vote.
    ///   - name: as the voter says; a second one of the name gets a number.
    ///   - sample: which one the voter had before them.
    /// - Returns: the name under which the vote counts.
    /// - Throws: `LabellingError`, `EditError.unknownClass`.
    public func vote(
        inRoom code: String, token: String, name: String, sample: Int64, label: String
    ) throws -> String {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...Room.longestName).contains(name.count), name.utf8.count <= 4 * Room.longestName,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            (8...64).contains(token.utf8.count)
        else { throw LabellingError.badVoter }
        return try database.write { db in
            let room = try Self.room(code, in: db)
            guard room.closedAt == nil else { throw LabellingError.roomClosed }
            guard let shown = room.sample, shown == sample else { throw LabellingError.nothingShown }
            guard let classID = ClassName.parse(label).flatMap({ try? ClassTable(db).id(of: $0) }) else {
                throw EditError.unknownClass(label)
            }
            let voter = try Self.voter(token, name, in: room, db)
            _ = try AnswerSheet(db: db).append(
                .label, sample: shown, person: Self.person(ofVoter: voter), class: classID)
            try db.execute(sql: "UPDATE room SET version = version + 1 WHERE code = ?", arguments: [code])
            return voter
        }
    }

    public func votes(inRoom code: String) throws -> RoomVotes {
        try database.read { db in
            let room = try Self.room(code, in: db)
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM voter WHERE room = ? ORDER BY name", arguments: [code])
            guard let sample = room.sample else { return RoomVotes(voters: names.count, votes: []) }
            let votes = try names.flatMap { name in
                try Answer.fetch(
                    "JOIN annotation n ON n.answer = a.id WHERE n.sample = ? AND n.person = ?",
                    [sample, Self.person(ofVoter: name)], in: db
                ).compactMap { answer in answer.label.map { RoomVotes.Vote(voter: name, label: $0) } }
            }
            return RoomVotes(voters: names.count, votes: votes)
        }
    }

    /// The name of a device's owner; nil before they voted.
    public func voterName(token: String, inRoom code: String) throws -> String? {
        try database.read { db in
            try String.fetchOne(
                db, sql: "SELECT name FROM voter WHERE room = ? AND token = ?", arguments: [code, token])
        }
    }

    // MARK: Parts

    private static func person(ofVoter name: String) -> String { "\(name) (vote)" }

    private static func room(_ code: String, in db: Database) throws -> Room {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM room WHERE code = ?", arguments: [code]) else {
            throw LabellingError.unknownRoom
        }
        return Room(
            code: row["code"], author: row["author"], createdAt: row["createdAt"], closedAt: row["closedAt"],
            sample: row["sample"], isRevealed: row["isRevealed"], version: row["version"])
    }

    private func changeRoom(_ code: String, _ body: (Database) throws -> Void) throws -> Room {
        try database.write { db in
            guard try Self.room(code, in: db).closedAt == nil else { throw LabellingError.roomClosed }
            try body(db)
            try db.execute(sql: "UPDATE room SET version = version + 1 WHERE code = ?", arguments: [code])
            return try Self.room(code, in: db)
        }
    }

    private static func voter(_ token: String, _ name: String, in room: Room, _ db: Database) throws -> String {
        if let known = try String.fetchOne(
            db, sql: "SELECT name FROM voter WHERE room = ? AND token = ?", arguments: [room.code, token])
        {
            return known
        }
        let taken = Set(try String.fetchAll(db, sql: "SELECT name FROM voter WHERE room = ?", arguments: [room.code]))
        guard taken.count < Room.mostVoters else { throw LabellingError.roomFull }
        let free = ([name] + (2...Room.mostVoters + 1).map { "\(name) \($0)" }).first { !taken.contains($0) } ?? name
        try db.execute(
            sql: "INSERT INTO voter (room, token, name) VALUES (?, ?, ?)", arguments: [room.code, token, free])
        return free
    }
}
