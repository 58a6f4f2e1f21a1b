import GRDB

extension Workspace {
    /// How the dataset after one change differs from that after another.
    ///
    /// - Parameters:
    ///   - limit: rows of each kind; the counts are of all.
    /// - Throws: `VersionError.unknownChange`.
    public func difference(from: Int64, to: Int64, limit: Int = 10_000) throws -> VersionDifference {
        try database.read { db in
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
            for change in [from, to] where !(0...last).contains(change) { throw VersionError.unknownChange(change) }
            return try Difference(from: from, to: to, in: db).found(limit: limit)
        }
    }
}

/// Compares two points within one transaction.
private struct Difference {
    private enum Kind: CaseIterable {
        case added, removed, relabelled, moved, otherwise
    }

    private let from: Int64
    private let to: Int64
    private let db: Database
    private let before: [Int64: SampleState]
    private let after: [Int64: SampleState]
    private let names: (before: [Int64: String], after: [Int64: String])
    /// The newest change between the two, by sample and field.
    private var touched: [Int64: [String: Int64]] = [:]

    init(from: Int64, to: Int64, in db: Database) throws {
        (self.from, self.to, self.db) = (from, to, db)
        before = try Workspace.rebuild(HistoryCut(upTo: from), in: db)
        after = try Workspace.rebuild(HistoryCut(upTo: to), in: db)
        names = (try Self.names(upTo: from, in: db), try Self.names(upTo: to, in: db))
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT sample, field, max(change) FROM sampleCell WHERE change > ? AND change <= ? GROUP BY sample, field",
            arguments: [min(from, to), max(from, to)])
        while let row = try rows.next() { touched[row[0], default: [:]][row[1]] = row[2] }
    }

    private static func names(upTo change: Int64, in db: Database) throws -> [Int64: String] {
        var names: [Int64: String] = [:]
        let cells = try Row.fetchCursor(
            db, sql: "SELECT class, field, after FROM classCell WHERE change <= ? ORDER BY change, field",
            arguments: [change])
        // `exists` comes before `name` in the order of fields.
        while let row = try cells.next() {
            if row[1] == "exists", row[2] == 0 { names[row[0]] = nil }
            if row[1] == "name", let name: String = row[2] { names[row[0]] = name }
        }
        return names
    }

    func found(limit: Int) throws -> VersionDifference {
        var rows: [Kind: [VersionDifference.Row]] = [:]
        func add(_ kind: Kind, _ sample: Int64, _ before: String?, _ after: String?, _ fields: [String]) {
            let changes = touched[sample] ?? [:]
            let change = fields.compactMap { changes[$0] }.max()
            rows[kind, default: []].append(.init(sample: sample, before: before, after: after, change: change))
        }
        for sample in Set(before.keys).union(after.keys).sorted() {
            let old = before[sample].flatMap { $0.state == .active ? $0 : nil }
            let new = after[sample].flatMap { $0.state == .active ? $0 : nil }
            switch (old, new) {
            case (nil, nil): break
            case (nil, let new?):
                add(.added, sample, nil, new.classID.flatMap { names.after[$0] }, ["state", "sample"])
            case (let old?, nil):
                add(.removed, sample, old.classID.flatMap { names.before[$0] }, nil, ["state", "sample"])
            case (let old?, let new?):
                if old.classID != new.classID {
                    add(
                        .relabelled, sample, old.classID.flatMap { names.before[$0] },
                        new.classID.flatMap { names.after[$0] }, ["label"])
                }
                if old.split != new.split { add(.moved, sample, old.split, new.split, ["split"]) }
                let fields = Self.others(old, new)
                if !fields.isEmpty {
                    add(.otherwise, sample, Self.words(old, fields), Self.words(new, fields), fields)
                }
            }
        }
        func part(_ kind: Kind) -> VersionDifference.Part {
            let all = rows[kind] ?? []
            return .init(count: all.count, rows: Array(all.prefix(max(limit, 0))))
        }
        let ids = Set(names.before.keys).union(names.after.keys).sorted()
        return VersionDifference(
            from: from, to: to, added: part(.added), removed: part(.removed), relabelled: part(.relabelled),
            moved: part(.moved), otherwise: part(.otherwise),
            classes: ids.filter { names.before[$0] != names.after[$0] }.map {
                .init(id: $0, before: names.before[$0], after: names.after[$0])
            }, groups: try groups(rows),
            changeCount: try Int.fetchOne(
                db, sql: "SELECT count(*) FROM change WHERE id > ? AND id <= ?",
                arguments: [min(from, to), max(from, to)]) ?? 0)
    }

    private static func others(_ old: SampleState, _ new: SampleState) -> [String] {
        var fields = old.tags == new.tags ? [] : ["tags"]
        for name in Set(old.columns.keys).union(new.columns.keys).sorted() where old.columns[name] != new.columns[name]
        {
            fields.append("column.\(name)")
        }
        return fields
    }

    private static func words(_ state: SampleState, _ fields: [String]) -> String? {
        let words = fields.compactMap { field -> String? in
            guard field != "tags" else { return state.tags.isEmpty ? nil : state.tags.joined(separator: ", ") }
            let name = String(field.dropFirst("column.".count))
            return state.columns[name].map { "\(name): \($0.display)" }
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    private func groups(_ rows: [Kind: [VersionDifference.Row]]) throws -> [VersionDifference.Group] {
        let ids = Set(rows.values.joined().compactMap(\.change))
        let head = try db.cachedStatement(
            sql: """
                SELECT author, reason, (SELECT thread FROM threadMessage m WHERE m.change = c.id ORDER BY m.id LIMIT 1)
                FROM change c WHERE id = ?
                """)
        var keyOf: [Int64: String] = [:]
        var groups: [String: VersionDifference.Group] = [:]
        for id in ids.sorted() {
            guard let row = try Row.fetchOne(head, arguments: [id]) else { continue }
            let group = VersionDifference.Group(author: row[0], reason: row[1], thread: row[2])
            let key = "\(group.author)\u{1F}\(group.reason ?? "")"
            keyOf[id] = key
            groups[key, default: group].changes.append(id)
        }
        for (kind, each) in rows {
            for row in each {
                guard let key = row.change.flatMap({ keyOf[$0] }) else { continue }
                switch kind {
                case .added: groups[key]?.added += 1
                case .removed: groups[key]?.removed += 1
                case .relabelled: groups[key]?.relabelled += 1
                case .moved: groups[key]?.moved += 1
                case .otherwise: groups[key]?.otherwise += 1
                }
            }
        }
        func work(_ group: VersionDifference.Group) -> Int {
            group.added + group.removed + group.relabelled + group.moved + group.otherwise
        }
        return groups.values.sorted {
            (-work($0), $0.author, $0.reason ?? "") < (-work($1), $1.author, $1.reason ?? "")
        }
    }
}
