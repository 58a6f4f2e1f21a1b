import GRDB

extension SampleTable {
    /// Takes in what happened since: new samples from their table, and the cells of the changes of others.
    ///
    /// The first time that is all there is: about half a second for a million samples.
    mutating func catchUp(in db: Database) throws {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        guard newest != change else { return }
        try readBooks(in: db)
        let known = count
        try append(in: db)
        if count > known { try growParts(in: db) }
        if known > 0 { try follow(in: db, rows: known) }
        change = newest
    }

    /// The classes, the sets of tags, and which columns there are.
    private mutating func readBooks(in db: Database) throws {
        classBook = try ClassTable(db).rows
        let sets = try Row.fetchAll(db, sql: "SELECT id, tags FROM tagSet").map {
            (UInt32(clamping: $0[0] as Int64), $0[1] as String)
        }
        tagTexts = Dictionary(uniqueKeysWithValues: sets)
        tagSetIDs = Dictionary(uniqueKeysWithValues: sets.map { ($1, $0) })
        columnBook = try Row.fetchAll(db, sql: "SELECT id, name, kind FROM importedColumn ORDER BY id").map { row in
            ColumnEntry(id: row[0], info: ColumnInfo(name: row[1], kind: .init(rawValue: row[2]) ?? .text))
        }
        // A column that turned into one of texts is read anew.
        columns = columns.filter { name, column in columnBook.contains { $0.info == column.info } }
    }

    private mutating func append(in db: Database) throws {
        let after = ids.last ?? 0
        if after == 0 { reserve(try Int.fetchOne(db, sql: "SELECT max(id) FROM sample") ?? 0) }
        let rows = try BareRows(
            """
            SELECT id, image, class, CASE split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 ELSE 3 END,
                state = 'trashed', tagSet, revision, origin
            FROM sample WHERE id > ? ORDER BY id
            """, [after], in: db)
        while try rows.next() {
            ids.append(rows.integer(0))
            images.append(rows.number(1))
            classes.append(rows.number(2))
            splits.append(UInt8(rows.integer(3)))
            isTrashed.append(rows.integer(4) != 0)
            tagSets.append(rows.number(5))
            revisions.append(rows.number(6))
            origins.append(rows.number(7))
        }
    }

    private mutating func reserve(_ count: Int) {
        ids.reserveCapacity(count)
        images.reserveCapacity(count)
        classes.reserveCapacity(count)
        splits.reserveCapacity(count)
        isTrashed.reserveCapacity(count)
        tagSets.reserveCapacity(count)
        revisions.reserveCapacity(count)
        origins.reserveCapacity(count)
    }

    /// After new samples came: ranks are made anew when they are asked for, the rest goes on.
    private mutating func growParts(in db: Database) throws {
        nameRanks = nil
        pathRanks = nil
        if paths != nil { try readPaths(in: db) }
        if facts != nil { try facts?.catchUp(in: db) }
        for name in columns.keys { try readColumn(name, from: columns[name]?.count ?? 0, in: db) }
    }

    /// Sets the cells of the changes since, of samples that were here before.
    private mutating func follow(in db: Database, rows known: Int) throws {
        let cells = try Row.fetchCursor(
            db, sql: "SELECT sample, field, after, change FROM sampleCell WHERE change > ? ORDER BY change",
            arguments: [change])
        while let cell = try cells.next() {
            guard let field = CellField(cell[1] as String), let row = row(of: cell[0]), row < known else { continue }
            set(field, of: row, to: CellValue(cell[2]))
            revisions[row] = UInt32(clamping: cell[3] as Int64)
        }
    }

    /// The table as an earlier change left it: what came later is taken back, cell by cell.
    /// - Parameter change: not newer than the table, and the table not older than the database.
    func rewound(to earlier: Int64, in db: Database) throws -> SampleTable {
        guard earlier < change else { return self }
        var table = self
        table.cut(to: origins.partitioningIndex { $0 > earlier })
        let cells = try Row.fetchCursor(
            db,
            sql: "SELECT sample, field, before FROM sampleCell WHERE change > ? ORDER BY change DESC",
            arguments: [earlier])
        let revision = try db.cachedStatement(
            sql: "SELECT max(change) FROM sampleCell WHERE sample = ? AND change <= ?")
        while let cell = try cells.next() {
            let id: Int64 = cell[0]
            guard let field = CellField(cell[1] as String), let row = table.row(of: id) else { continue }
            table.set(field, of: row, to: CellValue(cell[2]))
            guard table.revisions[row] > earlier else { continue }
            table.revisions[row] = UInt32(clamping: try Int64.fetchOne(revision, arguments: [id, earlier]) ?? 0)
        }
        table.classBook = try classBook(asOf: earlier, in: db)
        table.change = earlier
        return table
    }

    private mutating func cut(to count: Int) {
        guard count < self.count else { return }
        ids.removeLast(self.count - count)
        images.removeLast(images.count - count)
        classes.removeLast(classes.count - count)
        splits.removeLast(splits.count - count)
        isTrashed.removeLast(isTrashed.count - count)
        tagSets.removeLast(tagSets.count - count)
        revisions.removeLast(revisions.count - count)
        origins.removeLast(origins.count - count)
    }

    private func classBook(asOf earlier: Int64, in db: Database) throws -> [ClassTable.Row] {
        var book = Dictionary(uniqueKeysWithValues: classBook.map { ($0.id, $0) })
        let cells = try Row.fetchCursor(
            db, sql: "SELECT class, field, before FROM classCell WHERE change > ? ORDER BY change DESC",
            arguments: [earlier])
        while let cell = try cells.next() {
            let id: Int64 = cell[0]
            let field = ClassCell.Field(rawValue: cell[1])
            if field == .exists, cell[2] as Int64? != 1 {
                book[id] = nil
                continue
            }
            var entry = book[id] ?? ClassTable.Row(id: id, name: "", rank: 0)
            if field == .name { entry.name = cell[2] as String? ?? entry.name }
            if field == .rank { entry.rank = cell[2] as Double? ?? entry.rank }
            book[id] = entry
        }
        return book.values.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    }
}

// MARK: Parts that are read when asked for

extension SampleTable {
    /// Reads what a query needs and is not here yet.
    /// - Throws: `QueryError.unknownColumn`.
    mutating func read(_ needs: TableNeeds, in db: Database) throws {
        if needs.paths, paths == nil { try readPaths(in: db) }
        if needs.nameRanks, nameRanks == nil { nameRanks = try textRanks("name", in: db) }
        if needs.pathRanks, pathRanks == nil { pathRanks = try textRanks("path", in: db) }
        if needs.facts, facts == nil {
            facts = ImageFacts()
            try facts?.catchUp(in: db)
        }
        for name in needs.columns where columns[name] == nil { try readColumn(name, from: 0, in: db) }
    }

    private mutating func readPaths(in db: Database) throws {
        var paths = paths ?? PathTexts()
        self.paths = nil
        let last = paths.count > 0 ? ids[paths.count - 1] : 0
        let rows = try BareRows("SELECT folded FROM sample WHERE id > ? ORDER BY id", [last], in: db)
        while try rows.next() { paths.append(folded: rows.text(0)) }
        self.paths = paths
    }

    private func textRanks(_ column: String, in db: Database) throws -> [UInt32] {
        var texts = TextRanks()
        let rows = try BareRows("SELECT \(column) FROM sample ORDER BY id", in: db)
        while try rows.next() { texts.append(rows.text(0)) }
        return texts.ranks(distinguishingCase: true)
    }

    private mutating func readColumn(_ name: String, from known: Int, in db: Database) throws {
        let entry = try columnEntry(name)
        var column = columns[name] ?? TableColumn(entry.info, count: count)
        columns[name] = nil
        column.grow(to: count)
        let cells = try BareRows(
            "SELECT sample, value FROM columnValue WHERE importedColumn = ? AND sample > ? ORDER BY sample",
            [entry.id, known > 0 ? ids[known - 1] : 0], in: db)
        while try cells.next() {
            guard let row = row(of: cells.integer(0)) else { continue }
            column.set(CellValue(cells.value(1)).column, of: row)
        }
        columns[name] = column
    }
}

extension SampleTable.CellValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null, .blob: self.init(integer: nil, text: nil, column: nil)
        case .int64(let number): self.init(integer: number, text: nil, column: .number(Double(number)))
        case .double(let number): self.init(integer: nil, text: nil, column: .number(number))
        case .string(let text): self.init(integer: nil, text: text, column: .text(text))
        }
    }
}
