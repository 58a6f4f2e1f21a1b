import GRDB

extension Workspace {
    /// The state of every sample made anew from the history alone: the proof that the history is complete.
    ///
    /// - Parameter change: the last change that counts; nil for all.
    public func rebuildStateFromHistory(upTo change: Int64? = nil) throws -> [Int64: SampleState] {
        try rebuildStateFromHistory(HistoryCut(upTo: change ?? .max))
    }

    /// The state of every sample as some of the changes left it.
    public func rebuildStateFromHistory(_ cut: HistoryCut) throws -> [Int64: SampleState] {
        try database.read { db in try Self.rebuild(cut, in: db) }
    }

    static func rebuild(_ cut: HistoryCut, in db: Database) throws -> [Int64: SampleState] {
        let kinds = try columnKinds(db)
        let resolved = try ResolvedCut(cut, in: db)
        var states: [Int64: SampleState] = [:]
        let cells = try Row.fetchCursor(
            db,
            sql: "SELECT sample, field, after, change, before FROM sampleCell WHERE change <= ? ORDER BY change",
            arguments: [resolved.last])
        while let row = try cells.next() {
            guard resolved.counts(row[3]) else { continue }
            let sample: Int64 = row[0]
            let name: String = row[1]
            let value: DatabaseValue = row[2]
            if name == CellField.wholeSample {
                var state = try InitialState(json: String.fromDatabaseValue(value) ?? "{}").sampleState
                for (column, value) in state.columns where kinds[column] == .text {
                    state.columns[column] = .text(value.display)
                }
                states[sample] = state
            } else if let field = CellField(name) {
                if field == .tags, resolved.isPartial {
                    // The cell has the whole set: what others added in changes that do not count is not to come in.
                    states[sample]?.changeTags(from: row[4], to: value)
                } else {
                    states[sample]?.set(field, to: value, kinds: kinds)
                }
            }
        }
        return states
    }

    /// The state of every sample as the tables have it.
    public func currentStates() throws -> [Int64: SampleState] {
        try database.read { db in
            let kinds = try Self.columnKinds(db)
            var states: [Int64: SampleState] = [:]
            let samples = try Row.fetchCursor(
                db,
                sql: "SELECT s.id, s.class, s.split, s.state, t.tags FROM sample s JOIN tagSet t ON t.id = s.tagSet")
            while let row = try samples.next() {
                states[row[0]] = SampleState(
                    classID: row[1], split: row[2], state: SampleStatus(rawValue: row[3]) ?? .active,
                    tags: TagSet(stored: row[4]).names, columns: [:])
            }
            let values = try Row.fetchCursor(
                db,
                sql:
                    "SELECT v.sample, c.name, v.value FROM columnValue v JOIN importedColumn c ON c.id = v.importedColumn"
            )
            while let row = try values.next() {
                states[row[0]]?.set(.column(row[1]), to: row[2], kinds: kinds)
            }
            return states
        }
    }

    /// The classes made anew from the history alone.
    public func rebuildClassesFromHistory(upTo change: Int64? = nil) throws -> [ClassEntry] {
        try database.read { db in
            var classes: [Int64: (exists: Bool, name: String, rank: Double)] = [:]
            let cells = try Row.fetchCursor(
                db, sql: "SELECT class, field, after FROM classCell WHERE change <= ? ORDER BY change",
                arguments: [change ?? .max])
            while let row = try cells.next() {
                var entry = classes[row[0]] ?? (false, "", 0)
                switch ClassCell.Field(rawValue: row[1]) {
                case .exists: entry.exists = row[2] == 1
                case .name: entry.name = row[2] as String? ?? entry.name
                case .rank: entry.rank = row[2] as Double? ?? entry.rank
                case nil: break
                }
                classes[row[0]] = entry
            }
            return classes.filter(\.value.exists).sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }
                .enumerated().map { ClassEntry(id: $1.key, name: $1.value.name, position: $0) }
        }
    }

    private static func columnKinds(_ db: Database) throws -> [String: ColumnInfo.Kind] {
        Dictionary(uniqueKeysWithValues: try ColumnInfo.all(in: db).map { ($0.name, $0.kind) })
    }
}

extension SampleState {
    fileprivate mutating func changeTags(from before: DatabaseValue, to after: DatabaseValue) {
        let old = Set(TagSet(stored: String.fromDatabaseValue(before) ?? "").names)
        let new = Set(TagSet(stored: String.fromDatabaseValue(after) ?? "").names)
        tags = Set(tags).subtracting(old.subtracting(new)).union(new.subtracting(old)).sorted()
    }

    fileprivate mutating func set(_ field: CellField, to value: DatabaseValue, kinds: [String: ColumnInfo.Kind]) {
        switch field {
        case .label: classID = Int64.fromDatabaseValue(value)
        case .split: split = String.fromDatabaseValue(value)
        case .state: state = String.fromDatabaseValue(value).flatMap(SampleStatus.init(rawValue:)) ?? state
        case .tags: tags = TagSet(stored: String.fromDatabaseValue(value) ?? "").names
        case .column(let name): columns[name] = ColumnValue(value, kind: kinds[name] ?? .text)
        }
    }
}
