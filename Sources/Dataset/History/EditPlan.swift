import GRDB

/// Puts the edits of a request into a draft, and finds what somebody else changed meanwhile.
struct EditPlan {
    private(set) var draft: ChangeDraft
    private(set) var conflicts: [Conflict] = []
    private var classes: ClassTable
    private let request: EditRequest
    private let columns: [String: ColumnInfo.Kind]
    /// The fields that were set and to what, for the summary.
    private var settings: [CellField: Set<String?>] = [:]

    /// No list of conflicts is longer; the first ones say enough.
    static let mostConflicts = 1_000

    init(_ request: EditRequest, in db: Database) throws {
        self.request = request
        draft = try ChangeDraft(db)
        classes = try ClassTable(db)
        columns = Dictionary(uniqueKeysWithValues: try ColumnInfo.all(in: db).map { ($0.name, $0.kind) })
        try addClasses()
        for edit in request.edits { try add(edit) }
    }

    private mutating func addClasses() throws {
        guard request.createClasses else { return }
        var names: [String] = []
        for edit in request.edits {
            guard case .set(let label?) = edit.set.label, !edit.samples.isEmpty else { continue }
            guard let name = ClassName.parse(label) else { throw EditError.invalidClassName(label) }
            if !names.contains(name) { names.append(name) }
        }
        try classes.add(names, noting: &draft)
    }

    private mutating func add(_ edit: Edit) throws {
        if let revisions = edit.revisions, revisions.count != edit.samples.count { throw EditError.revisionsDoNotMatch }
        let values = try fixedValues(of: edit.set)
        let tags = try edit.set.tags.map { try TagSet($0) }
        let added = try TagSet(edit.set.addTags)
        let removed = try TagSet(edit.set.removeTags)
        let changesTags = tags != nil || !added.names.isEmpty || !removed.names.isEmpty
        for (index, sample) in edit.samples.enumerated() {
            let revision = edit.revisions?[index] ?? edit.seen
            for (field, value) in values {
                try check(field, of: sample, against: revision, wanted: value.stored, yours: value.display)
                try draft.set(field, of: sample, to: value.stored)
            }
            if changesTags {
                let present = TagSet(stored: String.fromDatabaseValue(try draft.cell(.tags, of: sample).after) ?? "")
                let names = Set((tags ?? present).names).union(added.names).subtracting(removed.names)
                let set = try TagSet(names)
                // Adding and taking away single tags goes together with what others did to the rest.
                if tags != nil {
                    try check(
                        .tags, of: sample, against: revision, wanted: set.stored.databaseValue, yours: set.display)
                }
                try draft.set(.tags, of: sample, to: set.stored.databaseValue)
                settings[.tags, default: []].insert(set.display)
            }
        }
    }

    /// Everything but tags, checked and in the form of the database.
    private mutating func fixedValues(
        of set: CellChanges
    ) throws -> [(field: CellField, value: (stored: DatabaseValue, display: String?))] {
        var values: [(CellField, (stored: DatabaseValue, display: String?))] = []
        if case .set(let label) = set.label {
            let id = try label.map { label in
                guard let id = ClassName.parse(label).flatMap({ classes.id(of: $0) }) else {
                    throw EditError.unknownClass(label)
                }
                return id
            }
            values.append((.label, (id.databaseValue, label)))
        }
        if case .set(let split) = set.split {
            if let split, Split(rawValue: split) == nil { throw EditError.invalidSplit(split) }
            values.append((.split, (split.databaseValue, split)))
        }
        if let state = set.state { values.append((.state, (state.rawValue.databaseValue, state.rawValue))) }
        for (name, value) in set.columns.sorted(by: { $0.key < $1.key }) {
            let stored = try columnValue(value, in: name)
            values.append((.column(name), (stored, value?.display)))
        }
        for (field, value) in values { settings[field, default: []].insert(value.display) }
        return values
    }

    private func columnValue(_ value: ColumnValue?, in name: String) throws -> DatabaseValue {
        guard let kind = columns[name] else { throw EditError.unknownColumn(name) }
        guard let value else { return .null }
        switch kind {
        case .number:
            let number: Double? =
                switch value {
                case .number(let number): number
                case .text(let text): Double(text)
                }
            guard let number, number.isFinite else { throw EditError.invalidValue(column: name, value: value.display) }
            return number.databaseValue
        case .text:
            guard value.display.utf8.count <= Self.longestText else {
                throw EditError.tooMuch("A text in a column has at most \(Self.longestText) bytes.")
            }
            return value.display.databaseValue
        }
    }

    static let longestText = 10_000

    // MARK: Conflicts

    /// A sample that changed since the author saw it is a conflict only where the same cell changed, and to something
    /// else than what the author wants.
    private mutating func check(
        _ field: CellField, of sample: Int64, against seen: Int64?, wanted: DatabaseValue, yours: String?
    ) throws {
        guard let seen, try draft.revision(of: sample) > seen, conflicts.count < Self.mostConflicts else { return }
        let present = try draft.cell(field, of: sample).before
        guard present != wanted else { return }
        let db = draft.db
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT c.author, c.at FROM sampleCell l JOIN change c ON c.id = l.change
                    WHERE l.sample = ? AND l.change > ? AND l.field = ? ORDER BY l.change DESC LIMIT 1
                    """), arguments: [sample, seen, field.name])
        guard let row else { return }
        let theirs = try CellWords(db).words(present, field: field.name)
        conflicts.append(
            Conflict(sample: sample, field: field.name, yours: yours, theirs: theirs, author: row[0], at: row[1]))
    }

    // MARK: Words

    /// One line that says what the request does.
    func summary() -> String {
        let changed = draft.changed
        let samples = changed.samples
        let fields = changed.fields.sorted()
        let count = samples == 1 ? "1 sample" : "\(samples) samples"
        guard let field = fields.first else { return "classes changed" }
        if fields.count > 1 { return "\(fields.map(\.name).joined(separator: ", ")) of \(count) changed" }
        if field == .state {
            return settings[.state] == ["trashed"] ? "\(count) moved to the trash" : "\(count) taken out of the trash"
        }
        guard let values = settings[field], values.count == 1, let value = values.first else {
            return "\(field.name) of \(count) changed"
        }
        return value.map { "\(field.name) of \(count) set to \($0)" } ?? "\(field.name) of \(count) cleared"
    }
}
