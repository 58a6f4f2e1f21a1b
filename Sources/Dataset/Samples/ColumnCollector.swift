import GRDB

/// Collects one field of many rows.
struct ColumnCollector {
    /// What to select for it.
    let expression: String
    private let field: String
    private let kind: Kind
    private var integers: [UInt32] = []
    private var numbers: [Float] = []
    private var dictionary: [String] = []
    private var codes: [String: UInt32] = [:]

    private enum Kind {
        case integer, x, y, rank, number, text
        /// The row's integer is a key of this table.
        case coded([Int64: UInt32])
    }

    /// - Throws: `QueryError` where there is no such field.
    init(_ field: String, selection: inout SampleSelection, in db: Database) throws {
        self.field = field
        switch field {
        case "id", "revision": (kind, expression) = (.integer, "s.\(field)")
        case "bytes", "width", "height": (kind, expression) = (.integer, "i.\(field)")
        case "x": (kind, expression) = (.x, "s.image")
        case "y": (kind, expression) = (.y, "s.image")
        case "order": (kind, expression) = (.rank, "s.image")
        case "name", "path": (kind, expression) = (.text, "s.\(field)")
        case "label":
            let classes = try Row.fetchAll(db, sql: "SELECT id, name FROM class ORDER BY rank, id")
            dictionary = classes.map { $0[1] }
            let codes = classes.enumerated().map { ($1[0] as Int64, UInt32($0)) }
            (kind, expression) = (.coded(Dictionary(uniqueKeysWithValues: codes)), "s.class")
        case "split":
            dictionary = Split.allCases.map(\.rawValue)
            (kind, expression) = (
                .coded([0: 0, 1: 1, 2: 2]), "CASE s.split WHEN 'train' THEN 0 WHEN 'val' THEN 1 WHEN 'test' THEN 2 END"
            )
        case "state":
            dictionary = SampleStatus.allCases.map(\.rawValue)
            (kind, expression) = (.coded([0: 0, 1: 1]), "s.state = 'trashed'")
        case "tags":
            let sets = try Row.fetchAll(db, sql: "SELECT id, tags FROM tagSet WHERE tags <> '' ORDER BY tags")
            dictionary = sets.map { $0[1] }
            let codes = sets.enumerated().map { ($1[0] as Int64, UInt32($0)) }
            (kind, expression) = (.coded(Dictionary(uniqueKeysWithValues: codes)), "s.tagSet")
        default:
            guard field.hasPrefix("column.") else { throw QueryError.unknownField(field) }
            let name = String(field.dropFirst("column.".count))
            expression = try selection.columnExpression(name, in: db)
            let isNumber = try ColumnInfo.all(in: db).first { $0.name == name }?.kind == .number
            kind = isNumber ? .number : .text
        }
    }

    mutating func take(_ row: Row, at index: Int, points: ProjectionPoints?) {
        switch kind {
        case .integer: integers.append(UInt32(clamping: row[index] as Int64))
        case .x: numbers.append(points?.x(of: row[index]) ?? .nan)
        case .y: numbers.append(points?.y(of: row[index]) ?? .nan)
        case .rank: integers.append(points?.rank(of: row[index]) ?? ColumnTable.missing)
        case .number: numbers.append(row[index] as Float? ?? .nan)
        case .coded(let table):
            integers.append((row[index] as Int64?).flatMap { table[$0] } ?? ColumnTable.missing)
        case .text:
            let value = ColumnValue(row[index] as DatabaseValue, kind: .text)
            integers.append(value.map { code(of: $0.display) } ?? ColumnTable.missing)
        }
    }

    func column(inOrder order: [Int]?) -> ColumnTable.Column {
        func ordered<Value>(_ values: [Value]) -> [Value] { order.map { $0.map { values[$0] } } ?? values }
        switch kind {
        case .x, .y, .number: return .init(name: field, values: .numbers(ordered(numbers)))
        case .integer, .rank: return .init(name: field, values: .integers(ordered(integers)))
        case .coded, .text: return .init(name: field, values: .texts(ordered(integers), dictionary: dictionary))
        }
    }

    private mutating func code(of text: String) -> UInt32 {
        if let code = codes[text] { return code }
        let code = UInt32(dictionary.count)
        dictionary.append(text)
        codes[text] = code
        return code
    }
}
