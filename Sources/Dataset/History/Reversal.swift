import GRDB

/// Takes changes back, or does them again, as a change of its own.
///
/// An undo inverts the cells of its targets; a redo inverts the cells of the undo. A cell is a conflict where a later
/// change that is in effect touched it too, or where it is not what the inverted change left. Tags are a set, so what
/// was added is taken away and what was taken away is added, whatever others did to the rest.
struct Reversal {
    let kind: Change.Kind
    /// The changes whose cells are inverted.
    let sources: [Int64]
    /// What is undone or redone: changes that are neither undo nor redo.
    let targets: [Int64]
    /// What the history says of it.
    let summary: String
    /// Whether cells that others changed meanwhile are set all the same.
    let force: Bool

    func perform(_ authorship: Authorship, in db: Database) throws -> AppliedChange {
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        var draft = try ChangeDraft(db)
        var conflicts: [Conflict] = []
        let classes = ClassReversal(force: force)
        for source in sources { try classes.restore(source, noting: &draft) }
        for source in sources.reversed() { try invertSamples(of: source, &draft, &conflicts) }
        for source in sources.reversed() { try classes.invert(source, noting: &draft, conflicts: &conflicts) }
        guard conflicts.isEmpty else { throw EditError.conflict(conflicts) }
        return try draft.commit(
            kind, author: authorship.author, reason: authorship.reason, summary: summary, targets: targets)
    }

    private func invertSamples(of source: Int64, _ draft: inout ChangeDraft, _ conflicts: inout [Conflict]) throws {
        let cells = try Row.fetchCursor(
            draft.db, sql: "SELECT sample, field, before, after FROM sampleCell WHERE change = ?", arguments: [source])
        while let row = try cells.next() {
            let sample: Int64 = row[0]
            let name: String = row[1]
            if name == CellField.wholeSample {
                try trash(sample, importedBy: source, &draft, &conflicts)
            } else if let field = CellField(name) {
                let inverted = Inverted(source: source, sample: sample, field: field, wanted: row[2], left: row[3])
                try invert(inverted, &draft, &conflicts)
            }
        }
    }

    private struct Inverted {
        let source: Int64
        let sample: Int64
        let field: CellField
        let wanted: DatabaseValue
        /// What the inverted change left there.
        let left: DatabaseValue
    }

    private func invert(_ cell: Inverted, _ draft: inout ChangeDraft, _ conflicts: inout [Conflict]) throws {
        let present = try draft.cell(cell.field, of: cell.sample).after
        if cell.field == .tags {
            let set = try Self.tags(present, from: cell.left, to: cell.wanted)
            return try draft.set(.tags, of: cell.sample, to: set.stored.databaseValue)
        }
        guard present != cell.wanted else { return }
        let isLeft = present == cell.left
        let later = try later(than: cell.source, sample: cell.sample, field: cell.field.name, in: draft)
        if !force, !isLeft || later != nil {
            return try note(cell, present: present, by: later, draft, &conflicts)
        }
        if cell.field == .label, let id = Int64.fromDatabaseValue(cell.wanted),
            try Int64.fetchOne(draft.db, sql: "SELECT id FROM class WHERE id = ?", arguments: [id]) == nil
        {
            throw EditError.unknownClass(try CellWords(draft.db).words(cell.wanted, field: cell.field.name) ?? "\(id)")
        }
        try draft.set(cell.field, of: cell.sample, to: cell.wanted)
    }

    /// The inverse of having come in is the trash: nothing is lost by it.
    private func trash(
        _ sample: Int64, importedBy source: Int64, _ draft: inout ChangeDraft, _ conflicts: inout [Conflict]
    ) throws {
        let trashed = SampleStatus.trashed.rawValue.databaseValue
        let state = try draft.cell(.state, of: sample).after
        guard state != trashed else { return }
        if !force, let later = try later(than: source, sample: sample, field: nil, in: draft) {
            let cell = Inverted(source: source, sample: sample, field: .state, wanted: trashed, left: state)
            return try note(cell, present: state, by: later, draft, &conflicts)
        }
        try draft.set(.state, of: sample, to: trashed)
    }

    private static func tags(
        _ present: DatabaseValue, from left: DatabaseValue, to wanted: DatabaseValue
    ) throws -> TagSet {
        func names(_ value: DatabaseValue) -> Set<String> {
            Set(TagSet(stored: String.fromDatabaseValue(value) ?? "").names)
        }
        let (left, wanted) = (names(left), names(wanted))
        return try TagSet(names(present).subtracting(left.subtracting(wanted)).union(wanted.subtracting(left)))
    }

    // MARK: Conflicts

    /// The newest change after `source`, in effect and none of the targets, that touched a cell (nil: any of the
    /// sample's cells).
    private func later(than source: Int64, sample: Int64, field: String?, in draft: ChangeDraft) throws -> Int64? {
        var draft = draft
        guard try draft.revision(of: sample) > source else { return nil }
        let statement = try draft.db.cachedStatement(
            sql: """
                SELECT DISTINCT l.change FROM sampleCell l WHERE l.sample = ?1 AND l.change > ?2
                AND (?3 IS NULL OR l.field = ?3) AND \(Change.isInEffect("l.change")) ORDER BY l.change DESC
                """)
        return try Int64.fetchAll(statement, arguments: [sample, source, field]).first { !targets.contains($0) }
    }

    private func note(
        _ cell: Inverted, present: DatabaseValue, by later: Int64?, _ draft: ChangeDraft, _ conflicts: inout [Conflict]
    ) throws {
        guard conflicts.count < EditPlan.mostConflicts else { return }
        let row = try Row.fetchOne(
            draft.db,
            sql: """
                SELECT author, at FROM change WHERE id = coalesce(
                    ?, (SELECT max(change) FROM sampleCell WHERE sample = ? AND field = ?), ?)
                """, arguments: [later, cell.sample, cell.field.name, cell.source])
        let words = CellWords(draft.db)
        conflicts.append(
            Conflict(
                sample: cell.sample, field: cell.field.name,
                yours: try words.words(cell.wanted, field: cell.field.name),
                theirs: try words.words(present, field: cell.field.name), author: row?[0] ?? "", at: row?[1] ?? ""))
    }
}
