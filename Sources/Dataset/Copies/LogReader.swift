import Foundation
import GRDB

/// Reads all that a copy knows within one transaction.
struct LogReader {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func contents(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> CopyContents {
        var changes: [LoggedChange] = []
        try each(progress: progress) { changes.append($0) }
        return CopyContents(
            name: try String.fetchOne(db, sql: "SELECT name FROM workspace") ?? "", changes: changes,
            samples: try samples(),
            seen: try String.fetchAll(
                db, sql: "SELECT identity FROM mergedChange WHERE change IS NULL ORDER BY identity"),
            talk: try talk(), work: try work())
    }

    /// Every change with its cells, oldest first.
    func each(progress: (Int, Int) throws -> Void = { _, _ in }, _ body: (LoggedChange) throws -> Void) throws {
        let total = try Int.fetchOne(db, sql: "SELECT count(*) FROM change") ?? 0
        let origins = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(
                db, sql: "SELECT change, min(identity) FROM mergedChange WHERE change IS NOT NULL GROUP BY change"
            ).map { ($0[0] as Int64, $0[1] as String) })
        let targets = try db.cachedStatement(sql: "SELECT target FROM reversal WHERE change = ? ORDER BY target")
        let classes = try db.cachedStatement(
            sql: "SELECT class, field, before, after FROM classCell WHERE change = ? ORDER BY class, field")
        let samples = try db.cachedStatement(
            sql: "SELECT sample, field, before, after FROM sampleCell WHERE change = ? ORDER BY sample, field")
        let heads = try Row.fetchAll(
            db, sql: "SELECT id, at, author, reason, kind, summary, importID FROM change ORDER BY id")
        for (number, row) in heads.enumerated() {
            if number.isMultiple(of: 64) { try progress(number, total) }
            let id: Int64 = row[0]
            var change = LoggedChange(
                id: id, at: row[1], author: row[2], reason: row[3], kind: Change.Kind(rawValue: row[4]) ?? .edit,
                summary: row[5], importID: row[6], origin: origins[id])
            change.targets = try Int64.fetchAll(targets, arguments: [id])
            change.classCells = try cells(classes, id)
            change.sampleCells = try cells(samples, id)
            try body(change)
        }
        try progress(total, total)
    }

    private func cells(_ statement: Statement, _ change: Int64) throws -> [LoggedCell] {
        var cells: [LoggedCell] = []
        let rows = try Row.fetchCursor(statement, arguments: [change])
        while let row = try rows.next() {
            cells.append(
                LoggedCell(subject: row[0], field: row[1], before: LoggedValue(row[2]), after: LoggedValue(row[3])))
        }
        return cells
    }

    func samples() throws -> [Int64: LoggedSample] {
        var samples: [Int64: LoggedSample] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT s.id, s.sourcePath, i.digest, i.format, i.width, i.height, i.bytes
                FROM sample s JOIN image i ON i.id = s.image
                """)
        while let row = try rows.next() {
            let path: Data = row[1]
            samples[row[0]] = LoggedSample(
                id: row[0], path: SourcePath(path), digest: row[2], format: row[3], width: row[4], height: row[5],
                bytes: row[6])
        }
        return samples
    }

    func talk() throws -> TalkLog {
        var talk = TalkLog()
        let mentions = Dictionary(
            grouping: try Row.fetchAll(db, sql: "SELECT message, person FROM threadMention ORDER BY message, folded"),
            by: { $0[0] as Int64 }
        ).mapValues { $0.map { $0[1] as String } }
        talk.threads = try Row.fetchAll(db, sql: "SELECT id, identity, about, author, at FROM thread ORDER BY id").map {
            TalkLog.Thread(
                identity: $0[1], about: TalkThread.About(rawValue: $0[2]) ?? .samples, author: $0[3], at: $0[4],
                classes: try Int64.fetchAll(
                    db, sql: "SELECT class FROM threadClass WHERE thread = ? ORDER BY place", arguments: [$0[0]]),
                samples: try Int64.fetchAll(
                    db, sql: "SELECT sample FROM threadSample WHERE thread = ? ORDER BY sample", arguments: [$0[0]]))
        }
        talk.messages = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.identity, t.identity, m.kind, m.author, m.at, m.text, m.class, m.change
                FROM threadMessage m JOIN thread t ON t.id = m.thread ORDER BY m.id
                """
        ).map {
            TalkLog.Message(
                identity: $0[1], thread: $0[2], kind: ThreadMessage.Kind(rawValue: $0[3]) ?? .note, author: $0[4],
                at: $0[5], text: $0[6], classID: $0[7], change: $0[8], mentions: mentions[$0[0]] ?? [])
        }
        let images = Dictionary(
            grouping: try Row.fetchAll(
                db, sql: "SELECT edit, role, sample FROM labelBookImage ORDER BY edit, role, place"),
            by: { $0[0] as Int64 })
        talk.edits = try Row.fetchAll(
            db,
            sql: """
                SELECT b.id, b.identity, b.entry, b.class, b.kind, b.text, b.isRemoved, t.identity, m.identity, b.author,
                    b.at
                FROM labelBookEdit b LEFT JOIN thread t ON t.id = b.thread
                LEFT JOIN threadMessage m ON m.id = b.message ORDER BY b.id
                """
        ).map { row in
            let shown = images[row[0]] ?? []
            func samples(_ role: String) -> [Int64] { shown.filter { $0[1] == role }.map { $0[2] } }
            return TalkLog.BookEdit(
                identity: row[1], entry: row[2], classID: row[3],
                kind: LabelBookEntry.Kind(rawValue: row[4]) ?? .rule, text: row[5], isRemoved: row[6],
                examples: samples("example"), nearMisses: samples("nearMiss"), thread: row[7], message: row[8],
                author: row[9], at: row[10])
        }
        talk.versions = try Row.fetchAll(
            db, sql: "SELECT name, change, note, author, createdAt FROM version ORDER BY name"
        ).map {
            DatasetVersion(name: $0[0], change: $0[1], note: $0[2], author: $0[3], createdAt: $0[4])
        }
        return talk
    }
}

extension Workspace {
    /// All that this copy knows: its history, what its samples are, and what people said.
    /// - Parameter progress: changes read, changes in all; throwing cancels.
    public func copyContents(progress: (Int, Int) throws -> Void = { _, _ in }) throws -> CopyContents {
        try database.read { db in try LogReader(db).contents(progress: progress) }
    }
}
