import GRDB

/// A change while it is put together, within one transaction: what each touched cell was and is to be.
struct ChangeDraft {
    /// Values before the change and now, by field.
    struct Cell: Equatable {
        let before: DatabaseValue
        var after: DatabaseValue
    }

    private struct Entry {
        let revision: Int64
        var cells: [CellField: Cell]
    }

    let db: Database
    private let cells: SampleCells
    private var samples: [Int64: Entry] = [:]
    private(set) var classes: [ClassCell: Cell] = [:]

    init(_ db: Database) throws {
        self.db = db
        cells = try SampleCells(db)
    }

    // MARK: Samples

    /// The revision of a sample before this change.
    mutating func revision(of sample: Int64) throws -> Int64 { try entry(sample).revision }

    mutating func cell(_ field: CellField, of sample: Int64) throws -> Cell {
        var entry = try entry(sample)
        if let cell = entry.cells[field] { return cell }
        guard case .column(let name) = field else { throw EditError.unknownColumn(field.name) }
        let value = try cells.column(name, of: sample)
        let cell = Cell(before: value, after: value)
        entry.cells[field] = cell
        samples[sample] = entry
        return cell
    }

    mutating func set(_ field: CellField, of sample: Int64, to value: DatabaseValue) throws {
        _ = try cell(field, of: sample)
        samples[sample]?.cells[field]?.after = value
    }

    private mutating func entry(_ sample: Int64) throws -> Entry {
        if let entry = samples[sample] { return entry }
        let row = try cells.row(sample)
        let entry = Entry(revision: row.revision, cells: row.cells.mapValues { Cell(before: $0, after: $0) })
        samples[sample] = entry
        return entry
    }

    /// Cells whose value differs from what it was.
    var changedCells: [(sample: Int64, field: CellField, cell: Cell)] {
        samples.sorted { $0.key < $1.key }.flatMap { id, entry in
            entry.cells.filter { $0.value.before != $0.value.after }.sorted { $0.key < $1.key }
                .map { (id, $0.key, $0.value) }
        }
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

    var isEmpty: Bool { changedCells.isEmpty && changedClasses.isEmpty }

    // MARK: Keeping

    /// Appends the change to the history and brings the current state in step with it.
    ///
    /// - Parameter targets: the changes that an undo takes back or a redo does again.
    func commit(_ kind: Change.Kind, author: String, reason: String?, summary: String, targets: [Int64] = [])
        throws -> AppliedChange
    {
        let changed = changedCells
        var touched: [Int64] = []
        for cell in changed where touched.last != cell.sample { touched.append(cell.sample) }
        let id = try begin(kind, author: author, reason: reason, summary: summary, count: touched.count)
        let insert = try db.cachedStatement(
            sql: "INSERT INTO sampleCell (change, sample, field, before, after) VALUES (?, ?, ?, ?, ?)")
        for (sample, field, cell) in changed {
            try insert.execute(arguments: [id, sample, field.name, cell.before, cell.after])
            try cells.write(cell.after, to: field, of: sample)
        }
        for sample in touched { try cells.setRevision(id, of: sample) }
        for target in targets {
            try db.execute(sql: "INSERT INTO reversal (change, target) VALUES (?, ?)", arguments: [id, target])
        }
        guard let change = try Change.fetch(id, in: db) else { throw EditError.unknownChange(id) }
        return AppliedChange(change: change, samples: touched)
    }

    /// Appends the change and its classes; its samples are the caller's to append.
    /// - Returns: its id.
    func begin(
        _ kind: Change.Kind, author: String, reason: String?, summary: String, count: Int, importID: Int64? = nil
    ) throws -> Int64 {
        try db.execute(
            sql:
                "INSERT INTO change (at, author, reason, kind, sampleCount, summary, importID) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [Timestamp.now(), author, reason, kind.rawValue, count, summary, importID])
        let id = db.lastInsertedRowID
        for (cell, values) in changedClasses {
            try db.execute(
                sql: "INSERT INTO classCell (change, class, field, before, after) VALUES (?, ?, ?, ?, ?)",
                arguments: [id, cell.id, cell.field.rawValue, values.before, values.after])
        }
        return id
    }
}
