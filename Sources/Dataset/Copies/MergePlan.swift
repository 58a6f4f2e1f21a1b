import Foundation
import GRDB

/// How the work of another copy goes together with ours, cell by cell, before anything is written.
///
/// Changes go by their names (`ChangeChain`), so that each counts once however often copies are brought together. A cell
/// that only one copy has set since goes that copy's way; one that both have set, to different values, is a conflict.
/// Tags are a set: what either added or took away is added and taken away.
struct MergePlan {
    /// A cell of ours.
    struct Key: Hashable {
        let isClass: Bool
        /// Ours.
        let subject: Int64
        let field: String
    }

    enum Outcome {
        /// Both are of one mind, or only we changed it.
        case ours
        /// Their cells are applied, and the last of these changes (of their ids) leaves the value that they have now.
        case theirs(last: Int64)
        /// Tags: what they added and took away.
        case join
        case conflict
    }

    /// What their history leaves in a cell.
    struct Final {
        /// In their ids.
        var value: LoggedValue
        var first: LoggedValue
        /// The last of their changes that we do not know and that set it.
        var lastNew: Int64?
        /// Whether the last change that set it came to them from another copy.
        var isReplay = false
        var author: String
        var at: String
        var reason: String?
    }

    /// Who of ours set a cell that they do not know of.
    struct Own {
        var before: LoggedValue
        var author: String
        var at: String
    }

    struct Conflict {
        let key: Key
        let ours: DatabaseValue
        let final: Final
        let ourAuthor: String
        let ourAt: String
    }

    let theirs: CopyContents
    /// Names of their changes, by place.
    let names: [String]
    /// Changes that both copies have from the beginning.
    let common: Int
    /// Places of their changes that are not known here.
    var incoming: [Int] = []
    /// Ours of their ids.
    var changeMap: [Int64: Int64] = [:]
    var classMap: [Int64: Int64] = [:]
    var sampleMap: [Int64: Int64] = [:]
    var importMap: [Int64: Int64] = [:]
    private(set) var outcomes: [Key: Outcome] = [:]
    private(set) var finals: [Key: Final] = [:]
    private(set) var conflicts: [Conflict] = []
    /// Cells in which they have what they decided when they brought our work in: taken without a question.
    private(set) var settled: [(key: Key, final: Final)] = []
    /// The last names that their classes have there, by their ids.
    var classNames: [Int64: String] = [:]
    /// Ids in their copy of samples that are not here.
    var newSamples: Set<Int64> = []
    /// Digests of images that the new samples need and the database does not name.
    var neededImages: [String: LoggedSample] = [:]

    private var own: [Key: Own] = [:]
    /// Samples of ours that came in by a change that they do not know.
    private var ownSamples: Set<Int64> = []

    init(_ theirs: CopyContents, in db: Database) throws {
        self.theirs = theirs
        var history = NamedHistory()
        var chain = ChangeChain()
        for change in theirs.changes { history.add(change, to: &chain) { theirs.samples[$0] } }
        names = history.names
        let theirNames = Set(history.names).union(theirs.seen)
        guard Set(history.names).count == history.names.count else {
            throw MergeError.damaged("a change is in it twice")
        }

        // Ours, and as far as the two are the same.
        let reader = LogReader(db)
        let ourSamples = try reader.samples()
        var ourChain = ChangeChain()
        var ourNames: [String: Int64] = [:]
        var common = 0
        var isCommon = true
        var count = 0
        var lone: [LoggedChange] = []
        try reader.each { change in
            let link = ourChain.next(change) { ourSamples[$0] }
            count += 1
            if isCommon, common < history.chain.count, history.chain[common] == link {
                common += 1
                return
            }
            isCommon = false
            let name = change.origin ?? link
            ourNames[name] = change.id
            if !theirNames.contains(name) { lone.append(change) }
        }
        self.common = common
        guard common > 0 || count == 0 else { throw MergeError.noCommonHistory }
        for name in try String.fetchAll(db, sql: "SELECT identity FROM mergedChange WHERE change IS NULL") {
            ourNames[name] = 0
        }
        for change in lone { noteOwn(change) }
        try mapKnown(ourNames, in: db)
        try mapSamples(ourSamples, in: db)
        try mapClasses(in: db)
        collectFinals()
        try weigh(in: db)
    }

    // MARK: Ours

    private mutating func noteOwn(_ change: LoggedChange) {
        for cell in change.classCells {
            // What a class comes with is no opinion on one of the same name.
            guard cell.before != .null else { continue }
            note(Key(isClass: true, subject: cell.subject, field: cell.field), before: cell.before, change)
        }
        for cell in change.sampleCells {
            let isWhole = cell.field == CellField.wholeSample
            if isWhole { ownSamples.insert(cell.subject) }
            for part in Self.fields(of: cell) {
                let key = Key(isClass: false, subject: cell.subject, field: part.field)
                note(key, before: isWhole ? part.after : part.before, change)
            }
        }
    }

    private mutating func note(_ key: Key, before: LoggedValue, _ change: LoggedChange) {
        own[key] = Own(before: own[key]?.before ?? before, author: change.author, at: change.at)
    }

    /// Whether we made, renamed or took away a class that they do not know of.
    func isOurs(classOf id: Int64) -> Bool {
        own[Key(isClass: true, subject: id, field: ClassCell.Field.exists.rawValue)] != nil
    }

    // MARK: Cells

    private mutating func collectFinals() {
        let new = Set(incoming)
        for place in theirs.changes.indices where place >= common {
            let change = theirs.changes[place]
            let isNew = new.contains(place)
            for cell in change.classCells {
                guard let ours = classMap[cell.subject], cell.field != ClassCell.Field.exists.rawValue,
                    cell.before != .null, cell.after != .null
                else { continue }
                note(cell, Key(isClass: true, subject: ours, field: cell.field), change, isNew)
            }
            for cell in change.sampleCells {
                guard let ours = sampleMap[cell.subject] else { continue }
                for part in Self.fields(of: cell) {
                    note(part, Key(isClass: false, subject: ours, field: part.field), change, isNew)
                }
            }
        }
    }

    /// A cell as fields: all of a new sample is several.
    static func fields(of cell: LoggedCell) -> [LoggedCell] {
        guard cell.field == CellField.wholeSample else { return [cell] }
        guard case .text(let json) = cell.after, let state = try? InitialState(json: json) else { return [] }
        func part(_ field: CellField, _ value: LoggedValue) -> LoggedCell {
            LoggedCell(subject: cell.subject, field: field.name, before: value, after: value)
        }
        var parts = [
            part(.label, state.classID.map { .integer($0) } ?? .null),
            part(.split, state.split.map { .text($0) } ?? .null),
        ]
        if let tags = try? TagSet(state.tags) { parts.append(part(.tags, .text(tags.stored))) }
        for (name, value) in state.columns { parts.append(part(.column(name), LoggedValue(value.databaseValue))) }
        return parts
    }

    private mutating func note(_ cell: LoggedCell, _ key: Key, _ change: LoggedChange, _ isNew: Bool) {
        var final =
            finals[key]
            ?? Final(
                value: cell.after, first: cell.before, lastNew: nil, author: change.author, at: change.at,
                reason: change.reason)
        final.value = cell.after
        final.isReplay = change.origin != nil
        if isNew { final.lastNew = change.id }
        (final.author, final.at, final.reason) = (change.author, change.at, change.reason)
        finals[key] = final
    }

    /// A value of theirs in our ids; nil where it names a class that is not here yet.
    func mapped(_ value: LoggedValue, _ field: String) -> LoggedValue? {
        guard field == CellField.label.name, case .integer(let id) = value else { return value }
        return classMap[id].map { .integer($0) }
    }

    /// Our id of a sample of theirs, once their changes were done.
    func id(ofSample theirs: Int64) throws -> Int64 {
        guard let ours = sampleMap[theirs] else {
            throw MergeError.damaged("something was said of a sample that is not in it")
        }
        return ours
    }

    /// Our id of a class of theirs, once their changes were done.
    func id(ofClass theirs: Int64) throws -> Int64 {
        guard let ours = classMap[theirs] else {
            throw MergeError.damaged("something was said of a class that is not in it")
        }
        return ours
    }

    private mutating func weigh(in db: Database) throws {
        let cells = try SampleCells(db)
        let columns = Set(try ColumnInfo.all(in: db).map(\.name))
        for (key, final) in finals.sorted(by: { Self.precedes($0.key, $1.key) }) {
            let present = try Self.present(key, cells, columns, in: db)
            let wanted = mapped(final.value, key.field)
            let mine = own[key]
            guard wanted?.databaseValue != present || (mine == nil && final.lastNew != nil) else {
                outcomes[key] = .ours
                continue
            }
            switch (final.lastNew, mine) {
            case (let last?, nil): outcomes[key] = .theirs(last: last)
            case (nil, .some): outcomes[key] = .ours
            case (let last?, let mine?):
                let first = mapped(final.first, key.field)
                let isSameOrigin = key.isClass || !ownSamples.contains(key.subject) || first == mine.before
                if key.field == CellField.tags.name {
                    outcomes[key] = .join
                } else if isSameOrigin, mine.before.databaseValue == present {
                    // We put it back to what it was.
                    outcomes[key] = .theirs(last: last)
                } else if isSameOrigin, first == wanted {
                    outcomes[key] = .ours
                } else {
                    add(key, present, final, mine)
                }
            case (nil, nil):
                // Both know all of the other's changes. Who brought the other's work in last has decided it.
                let newest = try Self.newest(key, in: db)
                switch (final.isReplay, newest.isReplay) {
                case (true, false): settled.append((key, final))
                case (false, true): outcomes[key] = .ours
                default: add(key, present, final, Own(before: .null, author: newest.author, at: newest.at))
                }
            }
        }
    }

    private mutating func add(_ key: Key, _ present: DatabaseValue, _ final: Final, _ mine: Own) {
        outcomes[key] = .conflict
        conflicts.append(
            Conflict(key: key, ours: present, final: final, ourAuthor: mine.author, ourAt: mine.at))
    }

    /// What is decided goes their way.
    mutating func take(_ conflict: Conflict) {
        if let last = conflict.final.lastNew { outcomes[conflict.key] = .theirs(last: last) }
    }

    private static func precedes(_ one: Key, _ other: Key) -> Bool {
        (one.isClass ? 0 : 1, one.subject, one.field) < (other.isClass ? 0 : 1, other.subject, other.field)
    }

    static func present(
        _ key: Key, _ cells: SampleCells, _ columns: Set<String>, in db: Database
    ) throws -> DatabaseValue {
        if key.isClass {
            let column = key.field == ClassCell.Field.rank.rawValue ? "rank" : "name"
            return try DatabaseValue.fetchOne(
                db, sql: "SELECT \(column) FROM class WHERE id = ?", arguments: [key.subject]) ?? .null
        }
        guard let field = CellField(key.field) else { return .null }
        if case .column(let name) = field {
            return columns.contains(name) ? try cells.column(name, of: key.subject) : .null
        }
        return try cells.row(key.subject).cells.first { $0.field == field }?.value ?? .null
    }

    /// The last change of ours that set a cell, and whether it came from another copy.
    private static func newest(
        _ key: Key, in db: Database
    ) throws -> (author: String, at: String, isReplay: Bool) {
        let (table, column) = key.isClass ? ("classCell", "class") : ("sampleCell", "sample")
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT c.author, c.at, EXISTS (SELECT 1 FROM mergedChange m WHERE m.change = c.id)
                FROM \(table) l JOIN change c ON c.id = l.change
                WHERE l.\(column) = ? AND l.field IN (?, 'sample') ORDER BY l.change DESC LIMIT 1
                """, arguments: [key.subject, key.field])
        return (row?[0] ?? "", row?[1] ?? "", row?[2] ?? false)
    }
}
