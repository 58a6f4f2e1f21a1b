import GRDB

/// What somebody writes into the label book.
public struct LabelBookEdit: Sendable, Equatable {
    /// The name of a class; of an entry that is there already nil leaves it where it is.
    public var label: String?
    public var kind: LabelBookEntry.Kind
    public var text: String
    public var examples: [Int64]
    public var nearMisses: [Int64]
    /// The `edit` of the entry that the author had seen; nil: whatever is there is written over.
    public var seen: Int64?

    public init(
        label: String? = nil, kind: LabelBookEntry.Kind, text: String = "", examples: [Int64] = [],
        nearMisses: [Int64] = [], seen: Int64? = nil
    ) {
        self.label = label
        self.kind = kind
        self.text = text
        self.examples = examples
        self.nearMisses = nearMisses
        self.seen = seen
    }
}

extension Workspace {
    /// The label book as it is now.
    public func labelBook() throws -> LabelBook {
        try database.read { db in try LabelBookReader(db).book() }
    }

    /// Writes an entry, or edits one.
    ///
    /// A class has one definition: writing another edits it.
    ///
    /// - Parameter entry: the id of the entry to edit; nil for a new one.
    /// - Throws: `LabelBookError`, `EditError.unknownClass`, `unknownSample` or `invalidAuthor`.
    @discardableResult
    public func writeLabelBook(_ edit: LabelBookEdit, entry: String? = nil, author: String) throws -> LabelBookEntry {
        let authorship = try Authorship(author, nil)
        let text = try LabelBookWriter.text(edit.text, of: edit.kind)
        if edit.kind == .example || edit.kind == .nearMiss {
            guard !edit.examples.isEmpty || !edit.nearMisses.isEmpty else { throw LabelBookError.noImages }
        }
        return try database.write { db in
            let reader = LabelBookReader(db)
            let present = try entry.map { id in
                guard let kept = try reader.entry(id), !kept.isRemoved, kept.entry.kind == edit.kind else {
                    throw LabelBookError.unknownEntry(id)
                }
                return kept
            }
            guard let classID = try edit.label.map({ try Self.classID($0, in: db) }) ?? present?.classID else {
                throw EditError.unknownClass("")
            }
            let definition =
                edit.kind == .definition
                ? try reader.kept("AND b.kind = 'definition' AND b.class = ? AND b.isRemoved = 0", [classID]).last : nil
            let old = present ?? definition
            try Self.check(edit.seen, against: old)
            var new = LabelBookWriter.Edit(
                classID: classID, kind: edit.kind, text: text, examples: edit.examples, nearMisses: edit.nearMisses,
                author: authorship.author)
            if let old { new.entry = old.entry.id }
            try LabelBookWriter(db).append(new)
            guard let written = try reader.entry(new.entry) else { throw LabelBookError.unknownEntry(new.entry) }
            return written.entry
        }
    }

    /// Takes an entry out of the book; what it said stays in the history of the book.
    /// - Throws: `LabelBookError`.
    public func removeFromLabelBook(_ entry: String, seen: Int64? = nil, author: String) throws {
        let authorship = try Authorship(author, nil)
        try database.write { db in
            guard let kept = try LabelBookReader(db).entry(entry), !kept.isRemoved else {
                throw LabelBookError.unknownEntry(entry)
            }
            try Self.check(seen, against: kept)
            try LabelBookWriter(db).append(
                .init(
                    entry: entry, classID: kept.classID, kind: kept.entry.kind, text: kept.entry.text, isRemoved: true,
                    examples: kept.entry.examples, nearMisses: kept.entry.nearMisses, author: authorship.author))
        }
    }

    /// Writes again what an entry was before its newest edit: the undo of the book.
    /// - Returns: the entry; nil where it is gone by it.
    /// - Throws: `LabelBookError.unknownEntry` where there was nothing before.
    public func undoLabelBook(_ entry: String, author: String) throws -> LabelBookEntry? {
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            let edits = try Row.fetchAll(
                db, sql: "SELECT * FROM labelBookEdit WHERE entry = ? ORDER BY at DESC, id DESC LIMIT 2",
                arguments: [entry])
            guard let newest = edits.first else { throw LabelBookError.unknownEntry(entry) }
            let before = edits.count > 1 ? edits[1] : nil
            let source = before ?? newest
            let images = { (role: String) in
                try Int64.fetchAll(
                    db, sql: "SELECT sample FROM labelBookImage WHERE edit = ? AND role = ? ORDER BY place",
                    arguments: [source["id"], role])
            }
            try LabelBookWriter(db).append(
                .init(
                    entry: entry, classID: source["class"],
                    kind: LabelBookEntry.Kind(rawValue: source["kind"]) ?? .rule, text: source["text"],
                    isRemoved: before.map { $0["isRemoved"] } ?? true, examples: try images("example"),
                    nearMisses: try images("nearMiss"), author: authorship.author))
            return try LabelBookReader(db).entry(entry).flatMap { $0.isRemoved ? nil : $0.entry }
        }
    }

    /// The newest edit of the book; 0 where there is none.
    public func lastLabelBookEdit() throws -> Int64 {
        try database.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM labelBookEdit") ?? 0 }
    }

    private static func check(_ seen: Int64?, against present: LabelBookReader.Kept?) throws {
        guard let seen, let entry = present?.entry, entry.edit != seen else { return }
        throw LabelBookError.editedMeanwhile(author: entry.author, at: entry.at, text: entry.text)
    }
}
