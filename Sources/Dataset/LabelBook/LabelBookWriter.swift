import Foundation
import GRDB

/// Appends edits of the label book within one transaction.
struct LabelBookWriter {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    struct Edit {
        var identity = ThreadWriter.newIdentity()
        var entry = ThreadWriter.newIdentity()
        var classID: Int64
        var kind: LabelBookEntry.Kind
        var text: String
        var isRemoved = false
        var examples: [Int64] = []
        var nearMisses: [Int64] = []
        var thread: Int64?
        var message: Int64?
        var author: String
        var at = Timestamp.now()
    }

    /// Edits the book now: after all that was written of the entry, whatever the clocks of others said.
    @discardableResult
    func append(_ edit: Edit) throws -> Int64 {
        var edit = edit
        let last = try String.fetchOne(
            db, sql: "SELECT max(at) FROM labelBookEdit WHERE entry = ?", arguments: [edit.entry])
        edit.at = max(edit.at, last ?? "")
        return try insert(edit)
    }

    @discardableResult
    func insert(_ edit: Edit) throws -> Int64 {
        guard edit.examples.count + edit.nearMisses.count <= LabelBookEntry.mostImages else {
            throw LabelBookError.tooManyImages
        }
        try Workspace.checkSamples(edit.examples + edit.nearMisses, in: db)
        try db.execute(
            sql: """
                INSERT INTO labelBookEdit
                    (identity, entry, class, kind, text, isRemoved, thread, message, author, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                edit.identity, edit.entry, edit.classID, edit.kind.rawValue, edit.text, edit.isRemoved, edit.thread,
                edit.message, edit.author, edit.at,
            ])
        let id = db.lastInsertedRowID
        for (role, samples) in [("example", edit.examples), ("nearMiss", edit.nearMisses)] {
            for (place, sample) in samples.enumerated() {
                try db.execute(
                    sql: "INSERT INTO labelBookImage (edit, role, place, sample) VALUES (?, ?, ?, ?)",
                    arguments: [id, role, place, sample])
            }
        }
        return id
    }

    /// A text as the book keeps it.
    static func text(_ text: String, of kind: LabelBookEntry.Kind) throws(LabelBookError) -> String {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard words.utf8.count <= LabelBookEntry.longestText else { throw .tooLong }
        if kind == .definition || kind == .rule, words.isEmpty { throw .emptyText }
        return words
    }
}
