import GRDB

/// What is decided where both copies set a cell.
public struct MergeDecisions: Sendable, Equatable {
    /// Of every conflict that `cells` doesn't name; nil leaves it open, and ours in place.
    public var all: MergeConflict.Side?
    /// By `MergeConflict.key`.
    public var cells: [String: MergeConflict.Side]

    public init(all: MergeConflict.Side? = nil, cells: [String: MergeConflict.Side] = [:]) {
        self.all = all
        self.cells = cells
    }
}

extension Workspace {
    /// Images that the work of another copy needs and that are not here, by digest.
    /// - Throws: `MergeError`.
    public func imagesNeeded(by other: CopyContents) throws -> [LoggedSample] {
        try database.read { db in
            try MergePlan(other, in: db).neededImages.values.sorted { $0.digest < $1.digest }
        }
    }

    /// Brings the work of another copy of this workspace in: all of it, as one transaction, or nothing.
    ///
    /// Every change of theirs that is not here becomes a change here, with its author, time and reason; what is here
    /// already is not done twice. Where both copies set a cell to different values, ours holds, theirs is kept as a
    /// conflict, and people decide (`conflicts`, `decideConflict`), unless `decisions` says it already.
    ///
    /// - Parameters:
    ///   - images: the images that `imagesNeeded` names, staged.
    ///   - isTrial: does it and takes it back: what would be.
    ///   - progress: changes done, changes in all; throwing cancels, and nothing was changed.
    /// - Throws: `MergeError`, `EditError`.
    public func merge(
        _ other: CopyContents, decisions: MergeDecisions = MergeDecisions(), images staged: [StagedImage] = [],
        isTrial: Bool = false, author: String, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> MergeReport {
        let authorship = try Authorship(author, nil)
        if !isTrial { try images.admit(staged) }
        var report = MergeReport()
        try database.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                report = try Self.merge(other, decisions, authorship.author, in: db, progress)
                return isTrial ? .rollback : .commit
            }
        }
        return report
    }

    private static func merge(
        _ other: CopyContents, _ decisions: MergeDecisions, _ author: String, in db: Database,
        _ progress: (Int, Int) throws -> Void
    ) throws -> MergeReport {
        var plan = try MergePlan(other, in: db)
        let table = ConflictTable(db)
        let words = CellWords(db)
        var sides: [MergePlan.Key: MergeConflict.Side] = [:]
        for conflict in plan.conflicts {
            let key = try key(of: conflict.key, words)
            guard let side = decisions.cells[key] ?? decisions.all else { continue }
            sides[conflict.key] = side
            if side == .theirs { plan.take(conflict) }
        }
        var replay = try MergeReplay(plan, in: db)
        try replay.run(progress: progress)
        try replay.settle(by: author)
        var talk = MergeTalk(replay.plan, replay.report, in: db)
        try talk.run()
        var answers = MergeAnswers(replay.plan, talk.report, in: db)
        try answers.run()
        var verdicts = MergeVerdicts(replay.plan, answers.report, in: db)
        try verdicts.run()
        var studio = MergeStudio(replay.plan, verdicts.report, in: db)
        try studio.run(by: author)
        let seen = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        let firstConflict = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM mergeConflict") ?? 0) + 1
        for conflict in plan.conflicts {
            guard let theirs = replay.plan.mapped(conflict.final.value, conflict.key.field) else {
                throw MergeError.damaged("a label names a class that is not in it")
            }
            // Where no change of theirs brings the value, a change of who decides does.
            let isReplayed = conflict.final.lastNew != nil
            try table.insert(
                conflict, theirs: theirs.databaseValue, seen: seen,
                decision: isReplayed || sides[conflict.key] != .theirs ? sides[conflict.key] : nil, by: author)
            if !isReplayed, sides[conflict.key] == .theirs {
                _ = try decide(db.lastInsertedRowID, .theirs, author: author, in: db)
            }
        }
        for clash in talk.clashes {
            try table.insert(ours: clash.ours, theirs: clash.theirs, seen: seen)
            if decisions.all == .theirs {
                _ = try decide(db.lastInsertedRowID, .theirs, author: author, in: db)
            } else if decisions.all == .ours {
                _ = try decide(db.lastInsertedRowID, .ours, author: author, in: db)
            }
        }
        var report = studio.report
        report.conflicts = try table.conflicts(isOpen: false).filter { ($0.id ?? 0) >= firstConflict }
        return report
    }

    private static func key(of key: MergePlan.Key, _ words: CellWords) throws -> String {
        guard key.isClass else { return "sample \(key.subject) \(key.field)" }
        return "class \(try words.words(key.subject.databaseValue, field: CellField.label.name) ?? "") \(key.field)"
    }

    // MARK: Deciding

    /// Conflicts of earlier merges, in the order in which they were found.
    /// - Parameter isOpen: only those that wait for a decision.
    public func conflicts(isOpen: Bool = true) throws -> [MergeConflict] {
        try database.read { db in try ConflictTable(db).conflicts(isOpen: isOpen) }
    }

    /// Decides a conflict: ours stays, or theirs is set by a change of its own.
    /// - Returns: the change, where there is one.
    /// - Throws: `MergeError.unknownConflict` or `decidedAlready`, `EditError`.
    public func decideConflict(_ id: Int64, _ side: MergeConflict.Side, author: String) throws -> AppliedChange? {
        let authorship = try Authorship(author, nil)
        return try database.write { db in try Self.decide(id, side, author: authorship.author, in: db) }
    }

    /// Decides conflicts, all of them or none, each that is theirs by a change of its own.
    /// - Parameter ids: nil is every one that is open.
    /// - Returns: how many were decided.
    /// - Throws: as `decideConflict`.
    public func decideConflicts(_ ids: [Int64]? = nil, _ side: MergeConflict.Side, author: String) throws -> Int {
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            let meant = try ids ?? ConflictTable(db).conflicts(isOpen: true).compactMap(\.id)
            for id in meant { _ = try Self.decide(id, side, author: authorship.author, in: db) }
            return meant.count
        }
    }

    static func decide(
        _ id: Int64, _ side: MergeConflict.Side, author: String, in db: Database
    ) throws -> AppliedChange? {
        guard let conflict = try ConflictTable(db).conflicts(isOpen: false, id).first,
            let row = try Row.fetchOne(db, sql: "SELECT * FROM mergeConflict WHERE id = ?", arguments: [id])
        else { throw MergeError.unknownConflict(id) }
        guard conflict.decision == nil, side != .other else { throw MergeError.decidedAlready(id) }
        let applied = side == .theirs ? try take(row, conflict, author: author, in: db) : nil
        try db.execute(
            sql: "UPDATE mergeConflict SET decision = ?, decidedBy = ?, decidedAt = ? WHERE id = ?",
            arguments: [side.rawValue, author, Timestamp.now(), id])
        return applied
    }

    private static func take(
        _ row: Row, _ conflict: MergeConflict, author: String, in db: Database
    ) throws -> AppliedChange? {
        let field: String = row["field"]
        let value: DatabaseValue = row["theirs"]
        var draft = try ChangeDraft(db)
        if field.hasPrefix("entry.") {
            guard let kept = try LabelBookReader(db).entry(String(field.dropFirst("entry.".count))) else { return nil }
            var edit = MergeTalk.again(kept)
            (edit.isRemoved, edit.author) = (value.isNull, author)
            if let text = String.fromDatabaseValue(value) { edit.text = text }
            try LabelBookWriter(db).append(edit)
            return nil
        }
        if let sample: Int64 = row["sample"], let cell = CellField(field) {
            if cell == .label, let classID = Int64.fromDatabaseValue(value),
                try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE id = ?", arguments: [classID]) == nil
            {
                throw EditError.unknownClass(conflict.theirs ?? "")
            }
            try draft.set(cell, of: sample, to: value)
        } else if let classID: Int64 = row["class"] {
            var table = try ClassTable(db)
            if field == ClassCell.Field.name.rawValue, let name = String.fromDatabaseValue(value) {
                try table.rename(classID, to: name, noting: &draft)
            } else if let rank = Double.fromDatabaseValue(value) {
                let position = table.rows.filter { $0.id != classID && $0.rank < rank }.count
                try table.move(classID, to: position, noting: &draft)
            }
        }
        guard !draft.isEmpty else { return nil }
        let what = conflict.sample.map { "\(field) of sample \($0)" } ?? "class \(conflict.label ?? "")"
        return try draft.commit(
            conflict.sample == nil ? .class : .edit, author: author,
            reason: "Two copies came together: \(conflict.theirAuthor)\u{2019}s holds",
            summary: "\(what) set to \(conflict.theirs ?? "nothing")")
    }
}
