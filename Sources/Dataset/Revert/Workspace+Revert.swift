import Foundation
import GRDB

/// What going back to a version would change.
public struct RevertPreview: Sendable, Codable, Equatable {
    /// The change that it goes back to.
    public let to: Int64
    public let samples: Int
    public let labels: Int
    public let splits: Int
    public let tags: Int
    public let values: Int
    /// Samples that go to the trash, and that come out of it.
    public let trashed: Int
    public let restored: Int
    /// Whose changes since are no longer in effect, each once.
    public let people: [String]
    /// The newest change when it was made: hand it back as `seen`.
    public let seen: Int64
}

extension Workspace {
    /// Takes any change back as a new one, with a reason of its own.
    ///
    /// - Parameter force: also set cells that were changed since; else those are an `EditError.conflict`.
    @discardableResult
    public func revert(
        _ change: Int64, reason: String? = nil, force: Bool = false, author: String
    ) throws -> AppliedChange {
        let authorship = try Authorship(author, reason)
        return try database.write { db in
            try ReversalChoice.undoing(change, force: force, in: db).perform(authorship, in: db)
        }
    }

    /// Makes everything as it was after a change, as one new change: samples, labels, splits, tags, columns, classes.
    /// Samples that came later go to the trash; nothing is deleted, and this too can be undone.
    ///
    /// - Parameters:
    ///   - seen: the newest change that the author had seen; where there is a newer one, it is `EditError.conflict`.
    /// - Throws: `VersionError.unknownChange`, `EditError.nothingToDo`, `conflict`.
    @discardableResult
    public func revert(
        to change: Int64, reason: String? = nil, seen: Int64? = nil, author: String
    ) throws -> AppliedChange {
        let authorship = try Authorship(author, reason)
        return try database.write { db in
            if let seen { try RevertToVersion.check(seen, in: db) }
            let revert = try RevertToVersion(change, in: db)
            guard !revert.draft.isEmpty else { throw EditError.nothingToDo }
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM version WHERE change = ? ORDER BY createdAt LIMIT 1", arguments: [change])
            return try revert.draft.commit(
                .edit, author: authorship.author, reason: authorship.reason,
                summary: "back to \(name.map { "version \($0)" } ?? "change \(change)")")
        }
    }

    /// What `revert(to:)` would do; nothing is changed.
    public func previewOfRevert(to change: Int64) throws -> RevertPreview {
        var preview: RevertPreview?
        try database.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                preview = try RevertToVersion(change, in: db).preview()
                return .rollback
            }
        }
        guard let preview else { throw VersionError.unknownChange(change) }
        return preview
    }
}

/// Puts all that differs from an earlier point into a draft.
private struct RevertToVersion {
    private(set) var draft: ChangeDraft
    private let change: Int64
    private let db: Database

    static func check(_ seen: Int64, in db: Database) throws {
        guard
            let newer = try Row.fetchOne(
                db, sql: "SELECT author, at FROM change WHERE id > ? ORDER BY id DESC LIMIT 1", arguments: [seen])
        else { return }
        throw EditError.conflict([
            Conflict(
                sample: nil, field: "the dataset", yours: nil, theirs: "changed since you looked", author: newer[0],
                at: newer[1])
        ])
    }

    init(_ change: Int64, in db: Database) throws {
        self.db = db
        self.change = change
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        guard (0...last).contains(change) else { throw VersionError.unknownChange(change) }
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        draft = try ChangeDraft(db)
        let columns = try ColumnInfo.all(in: db)
        let then = try Workspace.rebuild(HistoryCut(upTo: change), in: db)
        let classes = try classesThen()
        try bringBack(classes)
        for sample in try Int64.fetchAll(db, sql: "SELECT id FROM sample ORDER BY id") {
            guard let state = then[sample] else {
                try draft.set(.state, of: sample, to: SampleStatus.trashed.rawValue.databaseValue)
                continue
            }
            try draft.set(.label, of: sample, to: state.classID.databaseValue)
            try draft.set(.split, of: sample, to: state.split.databaseValue)
            try draft.set(.state, of: sample, to: state.state.rawValue.databaseValue)
            try draft.set(.tags, of: sample, to: try TagSet(state.tags).stored.databaseValue)
            for column in columns {
                try draft.set(
                    .column(column.name), of: sample, to: state.columns[column.name]?.databaseValue ?? .null)
            }
        }
        try takeAway(Set(classes.keys))
    }

    private func classesThen() throws -> [Int64: (name: String, rank: Double)] {
        var classes: [Int64: (exists: Bool, name: String, rank: Double)] = [:]
        let cells = try Row.fetchCursor(
            db, sql: "SELECT class, field, after FROM classCell WHERE change <= ? ORDER BY change", arguments: [change])
        while let row = try cells.next() {
            var entry = classes[row[0]] ?? (false, "", 0)
            switch ClassCell.Field(rawValue: row[1]) {
            case .exists: entry.exists = row[2] == 1
            case .name: entry.name = row[2] as String? ?? entry.name
            case .rank: entry.rank = row[2] as Double? ?? entry.rank
            case nil: break
            }
            classes[row[0]] = entry
        }
        return classes.filter(\.value.exists).mapValues { ($0.name, $0.rank) }
    }

    private mutating func bringBack(_ classes: [Int64: (name: String, rank: Double)]) throws {
        let now = Dictionary(uniqueKeysWithValues: try ClassTable(db).rows.map { ($0.id, $0) })
        // Names may have gone round: all that change first make room.
        for (id, then) in classes where now[id].map({ $0.name != then.name }) ?? false {
            try db.execute(sql: "UPDATE class SET name = ? WHERE id = ?", arguments: ["\u{1}\(id)", id])
        }
        for (id, then) in classes.sorted(by: { $0.key < $1.key }) {
            try makeRoom(for: then.name, of: id)
            guard let present = now[id] else {
                try db.execute(
                    sql: "INSERT INTO class (id, name, rank) VALUES (?, ?, ?)", arguments: [id, then.name, then.rank])
                draft.note(ClassCell(id: id, field: .exists), before: 0.databaseValue, after: 1.databaseValue)
                draft.note(ClassCell(id: id, field: .name), before: .null, after: then.name.databaseValue)
                draft.note(ClassCell(id: id, field: .rank), before: .null, after: then.rank.databaseValue)
                continue
            }
            guard present.name != then.name || present.rank != then.rank else { continue }
            try db.execute(
                sql: "UPDATE class SET name = ?, rank = ? WHERE id = ?", arguments: [then.name, then.rank, id])
            draft.note(
                ClassCell(id: id, field: .name), before: present.name.databaseValue, after: then.name.databaseValue)
            draft.note(
                ClassCell(id: id, field: .rank), before: present.rank.databaseValue, after: then.rank.databaseValue)
        }
    }

    /// A class that came later and has a name of then gets another one.
    private mutating func makeRoom(for name: String, of id: Int64) throws {
        let find = "SELECT id FROM class WHERE name = ?"
        guard let holder = try Int64.fetchOne(db, sql: find, arguments: [name]), holder != id else { return }
        var free = name
        var number = 2
        while try Int64.fetchOne(db, sql: find, arguments: [free]) != nil {
            free = "\(name) \(number)"
            number += 1
        }
        try db.execute(sql: "UPDATE class SET name = ? WHERE id = ?", arguments: [free, holder])
        draft.note(ClassCell(id: holder, field: .name), before: name.databaseValue, after: free.databaseValue)
    }

    /// Classes that came later go, unless something in the trash has them.
    private mutating func takeAway(_ kept: Set<Int64>) throws {
        let moving = draft.changedCells(.label)
        for row in try ClassTable(db).rows where !kept.contains(row.id) {
            let id = row.id.databaseValue
            let users = try Int.fetchOne(db, sql: "SELECT count(*) FROM sample WHERE class = ?", arguments: [row.id])
            guard users ?? 0 == moving.count(where: { $0.before == id }), !moving.contains(where: { $0.after == id })
            else { continue }
            try db.execute(sql: "DELETE FROM class WHERE id = ?", arguments: [row.id])
            draft.note(ClassCell(id: row.id, field: .exists), before: 1.databaseValue, after: 0.databaseValue)
            draft.note(ClassCell(id: row.id, field: .name), before: row.name.databaseValue, after: .null)
            draft.note(ClassCell(id: row.id, field: .rank), before: row.rank.databaseValue, after: .null)
        }
    }

    func preview() throws -> RevertPreview {
        let trash = SampleStatus.trashed.rawValue.databaseValue
        let states = draft.changedCells(.state)
        let columns = draft.changed.fields.filter { if case .column = $0 { true } else { false } }
        return RevertPreview(
            to: change, samples: draft.changed.samples, labels: draft.changedCells(.label).count,
            splits: draft.changedCells(.split).count, tags: draft.changedCells(.tags).count,
            values: columns.reduce(0) { $0 + draft.changedCells($1).count },
            trashed: states.count { $0.after == trash }, restored: states.count { $0.before == trash },
            people: try String.fetchAll(
                db, sql: "SELECT DISTINCT author FROM change WHERE id > ? ORDER BY author", arguments: [change]),
            seen: try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0)
    }
}
