import GRDB

extension Workspace {
    /// Some fields of all samples that a query selects, a column at a time.
    ///
    /// Fields: `id`, `revision`, `bytes`, `width`, `height`, `order` (rank in the similarity order) as integers; `x`,
    /// `y` as numbers; `label`, `split`, `state`, `tags` (a set's tags joined by U+001F), `name`, `path` as texts;
    /// `column.NAME` as the column's kind, `column.*` all of them. The dictionary of `label` is all classes in order, that of `split` is train,
    /// val, test.
    ///
    /// - Throws: `QueryError`.
    public func columns(_ fields: [String], matching query: SampleQuery) throws -> ColumnTable {
        let fields = try expanded(fields)
        let kinds = try fields.map(TableField.init)
        let order = try order(of: query)
        let table = try sampleTable(TableNeeds(query, fields: fields), at: order.change)
        let wantsPoints = kinds.contains { [.x, .y, .order].contains($0) }
        let projection = try wantsPoints ? database.read { db in try projectionID(query.projection, in: db) } : nil
        let points = try projection.map { try projectionPoints($0) }
        let rows = order.ids(from: query.offset, limit: query.limit).compactMap { table.row(of: $0) }.map(UInt32.init)
        return ColumnTable(
            count: rows.count, lastChange: table.change,
            columns: try zip(fields, kinds).map { name, kind in
                .init(name: name, values: try values(of: kind, table, rows, points))
            })
    }

    /// With the names of all imported columns where `column.*` stands.
    private func expanded(_ fields: [String]) throws -> [String] {
        guard fields.contains("column.*") else { return fields }
        let columns = try database.read { db in try ColumnInfo.all(in: db) }.map { "column.\($0.name)" }
        return fields.flatMap { $0 == "column.*" ? columns : [$0] }
    }

    private func values(
        of field: TableField, _ table: SampleTable, _ rows: [UInt32], _ points: ProjectionPoints?
    ) throws -> ColumnTable.Values {
        func pick<Value>(_ values: [Value]) -> [Value] { rows.map { values[Int($0)] } }
        func image(_ row: UInt32) -> Int { Int(table.images[Int(row)]) }
        let missing = ColumnTable.missing
        switch field {
        case .id: return .integers(rows.map { UInt32(clamping: table.ids[Int($0)]) })
        case .revision: return .integers(pick(table.revisions))
        case .bytes: return .integers(rows.map { table.facts?.bytes[image($0)] ?? missing })
        case .width: return .integers(rows.map { table.facts?.widths[image($0)] ?? missing })
        case .height: return .integers(rows.map { table.facts?.heights[image($0)] ?? missing })
        case .order: return .integers(rows.map { points?.rank(of: Int64(image($0))) ?? missing })
        case .x: return .numbers(rows.map { points?.x(of: Int64(image($0))) ?? .nan })
        case .y: return .numbers(rows.map { points?.y(of: Int64(image($0))) ?? .nan })
        case .label: return table.labels(of: rows)
        case .tags: return table.tags(of: rows)
        case .split:
            let codes = pick(table.splits).map { $0 == SampleTable.noSplit ? missing : UInt32($0) }
            return .texts(codes, dictionary: Split.allCases.map(\.rawValue))
        case .state:
            return .texts(pick(table.isTrashed).map { $0 ? 1 : 0 }, dictionary: SampleStatus.allCases.map(\.rawValue))
        case .name: return .coding(try texts("name", of: rows, table))
        case .path: return .coding(try texts("path", of: rows, table))
        case .column(let name):
            guard let column = table.columns[name] else { throw QueryError.unknownColumn(name) }
            return column.values(of: rows)
        }
    }

    /// The names or paths of some rows: looked up one by one where they are few, else all read in one go.
    private func texts(_ column: String, of rows: [UInt32], _ table: SampleTable) throws -> [String] {
        try database.read { db in
            if rows.count < table.count / 8 {
                let find = try db.cachedStatement(sql: "SELECT \(column) FROM sample WHERE id = ?")
                return try rows.map { try String.fetchOne(find, arguments: [table.ids[Int($0)]]) ?? "" }
            }
            let all = try String.fetchAll(
                db, sql: "SELECT \(column) FROM sample WHERE id <= ? ORDER BY id", arguments: [table.ids.last ?? 0])
            return rows.map { all[Int($0)] }
        }
    }
}

extension SampleTable {
    fileprivate func labels(of rows: [UInt32]) -> ColumnTable.Values {
        var codes = [UInt32](repeating: ColumnTable.missing, count: Int(classes.max() ?? 0) + 1)
        for (place, entry) in classBook.enumerated() where entry.id < codes.count {
            codes[Int(entry.id)] = UInt32(place)
        }
        return .texts(rows.map { codes[Int(classes[Int($0)])] }, dictionary: classBook.map(\.name))
    }

    fileprivate func tags(of rows: [UInt32]) -> ColumnTable.Values {
        let sets = tagTexts.filter { !$0.value.isEmpty }.sorted { $0.value < $1.value }
        var codes = [UInt32](repeating: ColumnTable.missing, count: Int(tagSets.max() ?? 0) + 1)
        for (place, set) in sets.enumerated() where Int(set.key) < codes.count { codes[Int(set.key)] = UInt32(place) }
        return .texts(rows.map { codes[Int(tagSets[Int($0)])] }, dictionary: sets.map(\.value))
    }
}

extension TableColumn {
    fileprivate func values(of rows: [UInt32]) -> ColumnTable.Values {
        guard info.kind == .text else { return .numbers(rows.map { Float(numbers[Int($0)]) }) }
        // The dictionary has what occurs in these rows alone, in the order in which it does.
        var dictionary: [String] = []
        var places = [UInt32](repeating: ColumnTable.missing, count: values.count + 1)
        let codes = rows.map { row -> UInt32 in
            let code = Int(self.codes[Int(row)])
            guard code > 0 else { return ColumnTable.missing }
            if places[code] == ColumnTable.missing {
                places[code] = UInt32(dictionary.count)
                dictionary.append(values[code - 1].display)
            }
            return places[code]
        }
        return .texts(codes, dictionary: dictionary)
    }
}

extension ColumnTable.Values {
    fileprivate static func coding(_ texts: [String]) -> ColumnTable.Values {
        var dictionary: [String] = []
        var known: [String: UInt32] = [:]
        let codes = texts.map { text -> UInt32 in
            if let code = known[text] { return code }
            let code = UInt32(dictionary.count)
            dictionary.append(text)
            known[text] = code
            return code
        }
        return .texts(codes, dictionary: dictionary)
    }
}
