import Dataset

/// The further columns of all metadata files together: their names, and whether they hold numbers.
///
/// A column of a CSV file holds numbers where each of its cells is written as one: `7` and `-1.5e3` are, `007` and
/// `nan` are not, for what is written so is an identifier or a word.
struct MetadataColumns {
    private(set) var infos: [ColumnInfo] = []
    /// Columns that are left out, and why.
    private(set) var problems: [Refusal] = []
    private var names: [String: String] = [:]
    private var kinds: [String: ColumnInfo.Kind] = [:]

    init(_ tables: [MetadataTable]) {
        for table in tables {
            for row in table.rows {
                for (name, cell) in row.columns { note(name, cell, in: table) }
            }
        }
        infos = kinds.sorted { $0.key < $1.key }.map { ColumnInfo(name: $0.key, kind: $0.value) }
    }

    func values(of row: MetadataRow) -> [String: ColumnValue] {
        var values: [String: ColumnValue] = [:]
        for (name, cell) in row.columns {
            guard let parsed = names[name], let kind = kinds[parsed] else { continue }
            switch (cell, kind) {
            case (.typed(let value), .number): values[parsed] = value
            case (.typed(let value), .text): values[parsed] = .text(value.display)
            case (.untyped(let text), .number): values[parsed] = Self.number(text).map(ColumnValue.number)
            case (.untyped(let text), .text): values[parsed] = .text(text)
            }
        }
        return values
    }

    private mutating func note(_ name: String, _ cell: MetadataRow.Cell, in table: MetadataTable) {
        let parsed: String
        if let known = names[name] {
            guard !known.isEmpty else { return }
            parsed = known
        } else {
            let new = ColumnInfo.parseName(name)
            let fits = new.map { kinds[$0] != nil || kinds.count < ColumnInfo.most } ?? false
            names[name] = fits ? new : ""
            guard let new, fits else {
                return problems.append(
                    Refusal(
                        path: table.path.display, code: "bad-metadata",
                        reason: "The column \u{201C}\(name.prefix(80))\u{201D} was left out: a column's name has 1 to "
                            + "\(ColumnInfo.longestName) bytes and no control characters, and there are at most "
                            + "\(ColumnInfo.most) columns."))
            }
            parsed = new
        }
        let isNumber =
            switch cell {
            case .typed(.number): true
            case .typed(.text): false
            case .untyped(let text): Self.number(text) != nil
            }
        if !isNumber { kinds[parsed] = .text } else if kinds[parsed] == nil { kinds[parsed] = .number }
    }

    /// - Returns: nil where the text is not written as a number, or not as one that a Double holds.
    static func number(_ text: String) -> Double? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        let second = digits.utf8.dropFirst().first
        if first == UInt8(ascii: "0"), let second, second != UInt8(ascii: "."), second | 0x20 != UInt8(ascii: "e") {
            return nil
        }
        guard let number = Double(text), number.isFinite else { return nil }
        if digits.utf8.count > 15, abs(number) > 0x1p53 { return nil }
        return number
    }
}
