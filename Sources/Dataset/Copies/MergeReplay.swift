import Foundation
import GRDB

/// Does the changes of another copy again, in their order, each as a change of its own with its author, time and reason.
struct MergeReplay {
    private let db: Database
    private(set) var plan: MergePlan
    private(set) var report = MergeReport()
    private var columns: [String: ColumnInfo.Kind]
    private var nextImport: Int64
    /// Classes of ours that were to have a name which another class has here.
    private var nameless: [(id: Int64, wanted: String)] = []

    init(_ plan: MergePlan, in db: Database) throws {
        self.db = db
        self.plan = plan
        columns = Dictionary(uniqueKeysWithValues: try ColumnInfo.all(in: db).map { ($0.name, $0.kind) })
        // Imports are numbered by jobs, from 1: those of other copies go the other way.
        nextImport = (try Int64.fetchOne(db, sql: "SELECT min(importID) FROM change WHERE importID < 0") ?? 0) - 1
        report.common = plan.common
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    }

    mutating func run(progress: (Int, Int) throws -> Void) throws {
        for (number, place) in plan.incoming.enumerated() {
            if number.isMultiple(of: 16) { try progress(number, plan.incoming.count) }
            try replay(plan.theirs.changes[place], named: plan.names[place])
        }
        try progress(plan.incoming.count, plan.incoming.count)
    }

    /// A change of who brings the two together: what they had settled, and names that two classes would have.
    mutating func settle(by author: String) throws {
        var draft = try ChangeDraft(db)
        for (key, final) in plan.settled {
            guard !key.isClass else {
                if let field = ClassCell.Field(rawValue: key.field) {
                    try setClass(key.subject, field, final.value, noting: &draft)
                }
                continue
            }
            guard let field = CellField(key.field) else { continue }
            if case .column(let name) = field { try makeColumn(name, for: final.value) }
            try draft.set(field, of: key.subject, to: try stored(final.value, field))
        }
        for (id, wanted) in nameless {
            let name = LoggedValue.text(try freeName(wanted))
            try setClass(id, .name, name, noting: &draft)
        }
        guard !draft.isEmpty else { return }
        _ = try draft.commit(
            draft.changed.samples > 0 ? .edit : .class, author: author, reason: nil,
            summary: "two copies of the workspace brought together")
    }

    private mutating func replay(_ change: LoggedChange, named name: String) throws {
        var draft = try ChangeDraft(db)
        try makeClasses(change, noting: &draft)
        var new: [LoggedCell] = []
        var later: [LoggedCell] = []
        let born = Set(
            change.sampleCells.filter { $0.field == CellField.wholeSample && plan.sampleMap[$0.subject] == nil }
                .map(\.subject))
        for cell in change.sampleCells {
            if born.contains(cell.subject) {
                if cell.field == CellField.wholeSample { new.append(cell) } else { later.append(cell) }
            } else {
                for part in MergePlan.fields(of: cell) { try set(part, by: change.id, &draft) }
            }
        }
        try changeClasses(change, noting: &draft)
        guard !draft.isEmpty || !new.isEmpty else {
            report.withoutEffect += 1
            return try db.execute(sql: "INSERT INTO mergedChange (identity) VALUES (?)", arguments: [name])
        }
        let (kind, targets) = try kind(of: change, hasNew: !new.isEmpty)
        let id = try draft.begin(
            kind, author: change.author, reason: change.reason, summary: change.summary,
            count: draft.changed.samples + new.count, importID: kind == .import ? importID(of: change) : nil,
            at: change.at)
        try insert(new, by: id)
        for cell in later { try set(cell, by: change.id, &draft) }
        _ = try draft.keep(under: id, targets: targets)
        plan.changeMap[change.id] = id
        try db.execute(sql: "INSERT INTO mergedChange (identity, change) VALUES (?, ?)", arguments: [name, id])
        report.changes += 1
        report.first = report.first ?? id
        report.last = id
    }

    /// An undo of what is undone already, or of what did nothing here, is an edit like any other.
    private func kind(of change: LoggedChange, hasNew: Bool) throws -> (kind: Change.Kind, targets: [Int64]) {
        switch change.kind {
        case .import: return (hasNew ? .import : .edit, [])
        case .edit, .class: return (change.kind, [])
        case .undo, .redo:
            let targets = try change.targets.compactMap { plan.changeMap[$0] }.filter { target in
                let latest = try String.fetchOne(
                    db,
                    sql: """
                        SELECT k.kind FROM reversal r JOIN change k ON k.id = r.change
                        WHERE r.target = ? ORDER BY r.change DESC LIMIT 1
                        """, arguments: [target])
                return (latest == Change.Kind.undo.rawValue) == (change.kind == .redo)
            }
            return targets.isEmpty ? (.edit, []) : (change.kind, targets)
        }
    }

    private mutating func importID(of change: LoggedChange) -> Int64? {
        guard let theirs = change.importID else { return nil }
        if let known = plan.importMap[theirs] { return known }
        defer { nextImport -= 1 }
        plan.importMap[theirs] = nextImport
        return nextImport
    }

    // MARK: Samples

    private mutating func set(_ cell: LoggedCell, by change: Int64, _ draft: inout ChangeDraft) throws {
        guard let sample = plan.sampleMap[cell.subject], let field = CellField(cell.field) else { return }
        let key = MergePlan.Key(isClass: false, subject: sample, field: cell.field)
        var value = cell.after
        switch plan.outcomes[key] {
        case .ours, .conflict: return
        case .join:
            let present = try draft.cell(.tags, of: sample).after
            let set = try Self.joined(present, cell)
            return try draft.set(.tags, of: sample, to: set.stored.databaseValue)
        case .theirs(let last):
            if last == change, let final = plan.finals[key] { value = final.value }
        // A sample that came in with this merge.
        case nil: break
        }
        if case .column(let name) = field { try makeColumn(name, for: value) }
        try draft.set(field, of: sample, to: try stored(value, field))
    }

    private static func joined(_ present: DatabaseValue, _ cell: LoggedCell) throws -> TagSet {
        func names(_ value: LoggedValue) -> Set<String> {
            if case .text(let text) = value { Set(TagSet(stored: text).names) } else { [] }
        }
        // What a sample came with was all added.
        let (before, after) = (cell.before == cell.after ? [] : names(cell.before), names(cell.after))
        let now = Set(TagSet(stored: String.fromDatabaseValue(present) ?? "").names)
        return try TagSet(now.subtracting(before.subtracting(after)).union(after.subtracting(before)))
    }

    /// A value of theirs as our database keeps it, checked as one that people type is.
    private func stored(_ value: LoggedValue, _ field: CellField) throws -> DatabaseValue {
        switch (field, value) {
        case (.label, .null), (.split, .null), (.column, .null): return .null
        case (.label, .integer):
            guard let mapped = plan.mapped(value, field.name) else {
                throw MergeError.damaged("a label names a class that is not in it")
            }
            return mapped.databaseValue
        case (.split, .text(let name)) where Split(rawValue: name) != nil: return value.databaseValue
        case (.state, .text(let name)) where SampleStatus(rawValue: name) != nil: return value.databaseValue
        case (.tags, .text(let text)): return try TagSet(TagSet(stored: text).names).stored.databaseValue
        case (.column, .real(let number)) where number.isFinite: return value.databaseValue
        case (.column, .integer): return value.databaseValue
        case (.column, .text(let text)) where text.utf8.count <= EditPlan.longestText: return value.databaseValue
        default: throw MergeError.damaged("a \(field.name) has a value that it cannot have")
        }
    }

    private mutating func makeColumn(_ name: String, for value: LoggedValue) throws {
        let given: ColumnValue? =
            switch value {
            case .text(let text): .text(text)
            case .real(let number): .number(number)
            case .integer(let number): .number(Double(number))
            case .null: columns[name] == nil ? .number(0) : nil
            }
        guard let given else { return }
        if let problem = ImportedColumns.problem(name, given) { throw MergeError.damaged(problem) }
        if case .text = given, columns[name] != .text {
            columns[name] = .text
        } else if columns[name] == nil {
            columns[name] = .number
        } else {
            return
        }
        _ = try ImportedColumns(adding: [[name: given]], in: db)
    }

    private mutating func insert(_ cells: [LoggedCell], by change: Int64) throws {
        guard !cells.isEmpty else { return }
        let writer = try SampleWriter(db, change: change)
        var made: [(state: InitialState, sample: LoggedSample)] = []
        for cell in cells {
            guard case .text(let json) = cell.after, let sample = plan.theirs.samples[cell.subject],
                var state = try? InitialState(json: json), state.split.map({ Split(rawValue: $0) != nil }) ?? true
            else { throw MergeError.damaged("sample \(cell.subject) cannot be read") }
            state.classID = try state.classID.map { id in
                guard let ours = plan.classMap[id] else {
                    throw MergeError.damaged("a label names a class that is not in it")
                }
                return ours
            }
            for (name, value) in state.columns {
                if let problem = ImportedColumns.problem(name, value) { throw MergeError.damaged(problem) }
                if case .text = value { columns[name] = .text } else { columns[name] = columns[name] ?? .number }
            }
            made.append((state, sample))
        }
        let values = try ImportedColumns(adding: made.map(\.state.columns), in: db)
        for (state, sample) in made {
            let path = try freePath(of: sample)
            let incoming = IncomingSample(
                sourcePath: path, image: StagedImage(digest: sample.digest, bytes: sample.bytes, file: nil),
                width: sample.width, height: sample.height, format: sample.format, split: state.split,
                columns: state.columns)
            let (image, isNew) = try writer.image(incoming)
            if isNew { report.images += 1 }
            let id = try writer.insert(incoming, image: image, classID: state.classID, tags: TagSet(state.tags))
            try values.insert(state.columns, of: id)
            plan.sampleMap[sample.id] = id
            report.samples += 1
        }
    }

    private mutating func freePath(of sample: LoggedSample) throws -> SourcePath {
        func isTaken(_ path: SourcePath) throws -> Bool {
            let find = try db.cachedStatement(sql: "SELECT 1 FROM sample WHERE sourcePath = ?")
            return try Bool.fetchOne(find, arguments: [Data(path.bytes)]) ?? false
        }
        let own = sample.path
        guard !own.bytes.isEmpty, own.bytes.count <= SourcePath.longest - 9, !own.bytes.contains(0) else {
            throw MergeError.damaged("a path is longer than \(SourcePath.longest) bytes, or empty")
        }
        guard try isTaken(own) else { return own }
        let aside = MergePlan.aside(sample)
        guard try !isTaken(aside) else { throw MergeError.damaged("two samples have one path") }
        report.notes.append(
            "\(own.display) is another image here; theirs came in as \(aside.display).")
        return aside
    }

    // MARK: Classes

    private mutating func makeClasses(_ change: LoggedChange, noting draft: inout ChangeDraft) throws {
        for cell in change.classCells where cell.field == "exists" && cell.after == .integer(1) {
            let name = change.classCells.first { $0.subject == cell.subject && $0.field == "name" }?.after
            let rank = change.classCells.first { $0.subject == cell.subject && $0.field == "rank" }?.after
            guard case .text(let wanted)? = name else { continue }
            let place: DatabaseValue =
                switch rank {
                case .real(let number)? where number.isFinite: number.databaseValue
                case .integer(let number)?: Double(number).databaseValue
                default: 0.0.databaseValue
                }
            try makeClass(cell.subject, wanted, place, noting: &draft)
        }
        // One that was taken away here while they gave it to samples comes back.
        for cell in change.sampleCells {
            for part in MergePlan.fields(of: cell) where part.field == CellField.label.name {
                guard case .integer(let theirs) = part.after, plan.classMap[theirs] != nil,
                    let name = plan.classNames[theirs]
                else { continue }
                try makeClass(theirs, name, 0.0.databaseValue, noting: &draft)
            }
        }
    }

    /// Makes a class of theirs where it is not here: under its old id where it was.
    private mutating func makeClass(
        _ theirs: Int64, _ wanted: String, _ rank: DatabaseValue, noting draft: inout ChangeDraft
    ) throws {
        let find = try db.cachedStatement(sql: "SELECT id FROM class WHERE id = ?")
        if let ours = plan.classMap[theirs], try Int64.fetchOne(find, arguments: [ours]) != nil { return }
        let free = try freeName(wanted)
        try db.execute(
            sql: "INSERT INTO class (id, name, rank) VALUES (?, ?, ?)", arguments: [plan.classMap[theirs], free, rank])
        let id = db.lastInsertedRowID
        plan.classMap[theirs] = id
        draft.note(ClassCell(id: id, field: .exists), before: 0.databaseValue, after: 1.databaseValue)
        draft.note(ClassCell(id: id, field: .name), before: .null, after: free.databaseValue)
        draft.note(ClassCell(id: id, field: .rank), before: .null, after: rank)
    }

    private mutating func freeName(_ wanted: String) throws -> String {
        var name = wanted
        var number = 2
        while try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE name = ?", arguments: [name]) != nil {
            name = "\(wanted) \(number)"
            number += 1
        }
        guard ClassName.parse(name) == name else { throw MergeError.damaged("a class has no name") }
        if name != wanted { report.notes.append("There is another class \(wanted) here; theirs came in as \(name).") }
        return name
    }

    private mutating func changeClasses(_ change: LoggedChange, noting draft: inout ChangeDraft) throws {
        for cell in change.classCells {
            guard let id = plan.classMap[cell.subject], let field = ClassCell.Field(rawValue: cell.field) else {
                continue
            }
            if field == .exists {
                // That they took back one of theirs is nothing against ours of the same name.
                if cell.after == .integer(0), !plan.isOurs(classOf: id) { try removeClass(id, noting: &draft) }
                continue
            }
            // Names and ranks of a class that comes or goes are dealt with there.
            guard cell.before != .null, cell.after != .null else { continue }
            var value = cell.after
            let key = MergePlan.Key(isClass: true, subject: id, field: cell.field)
            switch plan.outcomes[key] {
            case .theirs(let last): if last == change.id, let final = plan.finals[key] { value = final.value }
            case nil: break
            default: continue
            }
            try setClass(id, field, value, noting: &draft)
        }
    }

    private mutating func setClass(
        _ id: Int64, _ field: ClassCell.Field, _ value: LoggedValue, noting draft: inout ChangeDraft
    ) throws {
        let column = field == .name ? "name" : "rank"
        guard
            let present = try DatabaseValue.fetchOne(
                db, sql: "SELECT \(column) FROM class WHERE id = ?", arguments: [id]),
            present != value.databaseValue
        else { return }
        switch (field, value) {
        case (.name, .text(let name)):
            guard ClassName.parse(name) == name else { throw MergeError.damaged("a class has no name") }
            if let holder = try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE name = ?", arguments: [name]),
                try !makeRoom(holder, noting: &draft)
            {
                nameless.append((id, name))
                return
            }
        case (.rank, .real), (.rank, .integer): break
        default: throw MergeError.damaged("a class has a \(column) that it cannot have")
        }
        try db.execute(
            sql: "UPDATE class SET \(column) = ? WHERE id = ?", arguments: [value.databaseValue, id])
        draft.note(ClassCell(id: id, field: field), before: present, after: value.databaseValue)
    }

    /// Gives a class at once the name that it is to have later, where that frees the one it has.
    private mutating func makeRoom(_ holder: Int64, noting draft: inout ChangeDraft) throws -> Bool {
        let key = MergePlan.Key(isClass: true, subject: holder, field: ClassCell.Field.name.rawValue)
        guard case .theirs? = plan.outcomes[key], case .text(let name)? = plan.finals[key]?.value,
            try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE name = ?", arguments: [name]) == nil
        else { return false }
        try setClass(holder, .name, .text(name), noting: &draft)
        return true
    }

    /// Takes a class away that nobody uses here.
    private mutating func removeClass(_ id: Int64, noting draft: inout ChangeDraft) throws {
        guard let row = try Row.fetchOne(db, sql: "SELECT name, rank FROM class WHERE id = ?", arguments: [id]) else {
            return
        }
        let moving = draft.changedCells(.label)
        let left = moving.count { $0.before == id.databaseValue }
        let joined = moving.contains { $0.after == id.databaseValue }
        let users = try Int.fetchOne(db, sql: "SELECT count(*) FROM sample WHERE class = ?", arguments: [id]) ?? 0
        guard users == left, !joined else {
            report.notes.append("They took the class \(row[0] as String) away; here samples have it, so it stays.")
            return
        }
        try db.execute(sql: "DELETE FROM class WHERE id = ?", arguments: [id])
        draft.note(ClassCell(id: id, field: .exists), before: 1.databaseValue, after: 0.databaseValue)
        draft.note(ClassCell(id: id, field: .name), before: row[0], after: .null)
        draft.note(ClassCell(id: id, field: .rank), before: row[1], after: .null)
    }
}
