import Foundation
import GRDB

/// A `SampleQuery` as SQL over `sample s`, `image i` and `class c`.
struct SampleSelection {
    private(set) var joins = ""
    private(set) var condition = "TRUE"
    private(set) var order = "s.id"
    /// Where similarity is among the sort keys: the keys before it, nil where it comes first; and its direction.
    private(set) var similarity: (after: String?, descending: Bool)?
    private var joinArguments: [any DatabaseValueConvertible] = []
    private var conditionArguments: [any DatabaseValueConvertible] = []
    private var joinedColumns: [String: String] = [:]

    var arguments: StatementArguments { StatementArguments(joinArguments + conditionArguments) }

    init(_ query: SampleQuery, in db: Database) throws {
        var conditions: [String] = []
        switch query.state {
        case .active: conditions.append("s.state = 'active'")
        case .trashed: conditions.append("s.state = 'trashed'")
        case .all: break
        }
        if query.changedOnly { conditions.append("s.revision <> s.origin") }
        if let labels = query.labels { conditions.append(try Self.labels(labels, in: db)) }
        if let splits = query.splits {
            let known = splits.compactMap { Split(rawValue: $0) }.map { "'\($0.rawValue)'" }
            conditions.append(Self.member("s.split", of: known, orNull: splits.contains("")))
        }
        if let tags = query.tags { conditions.append(try Self.tags(tags, in: db)) }
        if let text = query.text, !text.isEmpty {
            conditions.append("instr(s.folded, ?) > 0")
            conditionArguments.append(Self.folded(text))
        }
        for (name, values) in query.columns.sorted(by: { $0.key < $1.key }) {
            conditions.append(try column(name, values, in: db))
        }
        if !conditions.isEmpty { condition = conditions.joined(separator: " AND ") }
        try sort(by: query.sort, in: db)
    }

    /// Text as it is searched: `instr` knows no case.
    static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.lowercased()
    }

    /// Joins an imported column and returns the expression for its value.
    mutating func columnExpression(_ name: String, in db: Database) throws -> String {
        if let joined = joinedColumns[name] { return joined }
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM importedColumn WHERE name = ?", arguments: [name])
        else { throw QueryError.unknownColumn(name) }
        let alias = "v\(joinedColumns.count)"
        joins += " LEFT JOIN columnValue \(alias) ON \(alias).importedColumn = \(id) AND \(alias).sample = s.id"
        joinedColumns[name] = "\(alias).value"
        return "\(alias).value"
    }

    private static func labels(_ labels: [String], in db: Database) throws -> String {
        let ids = try labels.filter { !$0.isEmpty }.compactMap {
            try Int64.fetchOne(db, sql: "SELECT id FROM class WHERE name = ?", arguments: [$0])
        }
        return member("s.class", of: ids.map(String.init), orNull: labels.contains(""))
    }

    private static func tags(_ tags: [String], in db: Database) throws -> String {
        let wanted = Set(tags)
        let sets = try Row.fetchAll(db, sql: "SELECT id, tags FROM tagSet").filter { row in
            !wanted.isDisjoint(with: TagSet(stored: row[1]).names)
        }
        return member("s.tagSet", of: sets.map { String($0[0] as Int64) }, orNull: false)
    }

    private mutating func column(_ name: String, _ values: [String], in db: Database) throws -> String {
        let expression = try columnExpression(name, in: db)
        var alternatives: [String] = values.contains("") ? ["\(expression) IS NULL"] : []
        for value in values where !value.isEmpty {
            alternatives.append("\(expression) = ?")
            conditionArguments.append(value)
            // In a column that turned from numbers into text, both forms occur.
            if let number = Double(value) {
                alternatives.append("\(expression) = ?")
                conditionArguments.append(number)
            }
        }
        return alternatives.isEmpty ? "FALSE" : "(" + alternatives.joined(separator: " OR ") + ")"
    }

    private static func member(_ expression: String, of values: [String], orNull: Bool) -> String {
        let list = "\(expression) IN (\(values.joined(separator: ", ")))"
        return orNull ? "(\(list) OR \(expression) IS NULL)" : list
    }

    private mutating func sort(by keys: [SortKey], in db: Database) throws {
        var terms: [String] = []
        for key in keys {
            if key.field == .similarity {
                // No two images have the same rank, so only the id is left to decide.
                similarity = (terms.isEmpty ? nil : terms.joined(separator: ", "), key.descending)
                break
            }
            let direction = key.descending ? " DESC NULLS LAST" : " NULLS LAST"
            terms += try expressions(of: key.field, in: db).map { $0 + direction }
        }
        order = (terms + ["s.id"]).joined(separator: ", ")
    }

    private mutating func expressions(of field: SortKey.Field, in db: Database) throws -> [String] {
        switch field {
        case .similarity: []
        case .id: ["s.id"]
        case .name: ["s.name COLLATE NOCASE", "s.name"]
        case .path: ["s.path COLLATE NOCASE", "s.path"]
        case .label: ["c.rank"]
        case .split: ["CASE s.split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 END"]
        case .revision: ["s.revision"]
        case .bytes: ["i.bytes"]
        case .width: ["i.width"]
        case .height: ["i.height"]
        case .column(let name): ["\(try columnExpression(name, in: db)) COLLATE NOCASE"]
        }
    }
}
