import GRDB

/// A change while it is put together, within one transaction: what each touched cell was and is to be.
struct ChangeDraft {
    /// Values before the change and now, by field.
    struct Cell: Equatable {
        let before: DatabaseValue
        var after: DatabaseValue
    }

    /// A sample that is touched. It has few cells, so they are looked for one by one.
    private struct Entry {
        let sample: Int64
        let revision: Int64
        var cells: [(field: CellField, cell: Cell)]

        func index(of field: CellField) -> Int? { cells.firstIndex { $0.field == field } }

        var changed: [(field: CellField, cell: Cell)] { cells.filter { $0.cell.before != $0.cell.after } }
    }

    let db: Database
    private let cells: SampleCells
    private var entries: [Entry] = []
    /// Of each sample among the entries.
    private var places: [Int64: Int] = [:]
    private(set) var classes: [ClassCell: Cell] = [:]

    init(_ db: Database) throws {
        self.db = db
        cells = try SampleCells(db)
    }

    // MARK: Samples

    /// The revision of a sample before this change.
    mutating func revision(of sample: Int64) throws -> Int64 { entries[try place(of: sample)].revision }

    mutating func cell(_ field: CellField, of sample: Int64) throws -> Cell {
        let (place, index) = try find(field, of: sample)
        return entries[place].cells[index].cell
    }

    mutating func set(_ field: CellField, of sample: Int64, to value: DatabaseValue) throws {
        let (place, index) = try find(field, of: sample)
        entries[place].cells[index].cell.after = value
    }

    /// Where a cell is; it is read where it was not touched before.
    private mutating func find(_ field: CellField, of sample: Int64) throws -> (place: Int, index: Int) {
        let place = try place(of: sample)
        if let index = entries[place].index(of: field) { return (place, index) }
        guard case .column(let name) = field else { throw EditError.unknownColumn(field.name) }
        let value = try cells.column(name, of: sample)
        entries[place].cells.append((field, Cell(before: value, after: value)))
        return (place, entries[place].cells.count - 1)
    }

    private mutating func place(of sample: Int64) throws -> Int {
        if let place = places[sample] { return place }
        let row = try cells.row(sample)
        let cells = row.cells.map { (field: $0.field, cell: Cell(before: $0.value, after: $0.value)) }
        entries.append(Entry(sample: sample, revision: row.revision, cells: cells))
        places[sample] = entries.count - 1
        return entries.count - 1
    }

    /// How many samples have a cell whose value differs from what it was, and which fields these are.
    var changed: (samples: Int, fields: Set<CellField>) {
        var samples = 0
        var fields: Set<CellField> = []
        for entry in entries {
            let changed = entry.changed
            if !changed.isEmpty { samples += 1 }
            for (field, _) in changed where !fields.contains(field) { fields.insert(field) }
        }
        return (samples, fields)
    }

    /// The samples of which one field differs from what it was, ascending.
    func samplesChanging(_ field: CellField) -> [Int64] {
        entries.filter { $0.changed.contains { $0.field == field } }.map(\.sample).sorted()
    }

    /// The cells of one field whose value differs from what it was.
    func changedCells(_ field: CellField) -> [Cell] {
        entries.flatMap { $0.changed.filter { $0.field == field }.map(\.cell) }
    }

    // MARK: Classes

    /// Notes what happened to a class; the table of classes is changed by the caller.
    mutating func note(_ cell: ClassCell, before: DatabaseValue, after: DatabaseValue) {
        if classes[cell] == nil {
            classes[cell] = Cell(before: before, after: after)
        } else {
            classes[cell]?.after = after
        }
    }

    private var changedClasses: [(cell: ClassCell, values: Cell)] {
        classes.filter { $0.value.before != $0.value.after }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var isEmpty: Bool { !entries.contains { !$0.changed.isEmpty } && changedClasses.isEmpty }

    // MARK: Keeping

    /// Appends the change to the history and brings the current state in step with it. Derived samples go with their
    /// parents to another split.
    ///
    /// - Parameter targets: the changes that an undo takes back or a redo does again.
    func commit(_ kind: Change.Kind, author: String, reason: String?, summary: String, targets: [Int64] = [])
        throws -> AppliedChange
    {
        var draft = self
        try SplitsOfDerived(db)?.follow(&draft)
        let id = try draft.begin(
            kind, author: author, reason: reason, summary: summary, count: draft.changed.samples)
        return try draft.keep(under: id, targets: targets)
    }

    /// Keeps the samples of a change that was begun.
    func keep(under id: Int64, targets: [Int64] = []) throws -> AppliedChange {
        let touched = entries.map { ($0.sample, $0.changed.sorted { $0.field < $1.field }) }
            .filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }
        let insert = try db.cachedStatement(
            sql: "INSERT INTO sampleCell (change, sample, field, before, after) VALUES (?, ?, ?, ?, ?)")
        for (sample, changed) in touched {
            for (field, cell) in changed {
                try insert.execute(arguments: [id, sample, field.name, cell.before, cell.after])
            }
            try cells.write(changed.map { ($0.field, $0.cell.after) }, of: sample, revision: id)
        }
        for target in targets {
            try db.execute(sql: "INSERT INTO reversal (change, target) VALUES (?, ?)", arguments: [id, target])
        }
        guard let change = try Change.fetch(id, in: db) else { throw EditError.unknownChange(id) }
        return AppliedChange(change: change, samples: touched.map(\.0))
    }

    /// Appends the change and its classes; its samples are the caller's to append.
    /// - Returns: its id.
    func begin(
        _ kind: Change.Kind, author: String, reason: String?, summary: String, count: Int, importID: Int64? = nil,
        at: String = Timestamp.now()
    ) throws -> Int64 {
        try db.execute(
            sql:
                "INSERT INTO change (at, author, reason, kind, sampleCount, summary, importID) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [at, author, reason, kind.rawValue, count, summary, importID])
        let id = db.lastInsertedRowID
        for (cell, values) in changedClasses {
            try db.execute(
                sql: "INSERT INTO classCell (change, class, field, before, after) VALUES (?, ?, ?, ?, ?)",
                arguments: [id, cell.id, cell.field.rawValue, values.before, values.after])
        }
        return id
    }
}
