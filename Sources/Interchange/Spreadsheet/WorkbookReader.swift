import Foundation

/// Reads the first sheet of an .xlsx file: texts, shared or in their cells, numbers, and the last values of formulas.
///
/// Styles, pictures and everything else are not looked at.
/// - SeeAlso: ECMA-376, part 1, 18.3 (worksheets) and 18.4 (shared strings).
struct WorkbookReader {
    private let entries: ZipEntries

    private static let smallLimit = 8 << 20
    private static let largeLimit = 512 << 20
    private static let mostTexts = 5_000_000

    init(_ bytes: [UInt8]) throws(SheetError) {
        entries = try ZipEntries(bytes)
    }

    func read() throws(SheetError) -> SheetReading {
        let relations = try relations()
        let sheets = try sheets()
        guard let first = sheets.first, let target = relations.first(where: { $0.id == first.relation })?.target,
            let bytes = try entries.read(target, upTo: Self.largeLimit)
        else { throw .notASpreadsheet("no sheet was found in it") }
        let shared = relations.first { $0.type.hasSuffix("/sharedStrings") }?.target
        var reading = SheetReading()
        reading.otherSheets = sheets.dropFirst().map(\.name).filter { $0 != "lists" }
        try SheetRows(texts: try texts(shared)).read(bytes, of: target, into: &reading)
        return reading
    }

    // MARK: The workbook

    private func sheets() throws(SheetError) -> [(name: String, relation: String)] {
        guard let bytes = try entries.read("xl/workbook.xml", upTo: Self.smallLimit) else {
            throw .notASpreadsheet("it is a packed file, but no workbook")
        }
        var found: [(String, String)] = []
        try XMLEvents.read(
            bytes, of: "workbook.xml",
            onStart: { name, attributes in
                if name == "sheet",
                    let relation = attributes.first(where: { $0.key.hasSuffix(":id") || $0.key == "id" })?.value
                {
                    found.append((attributes["name"] ?? "", relation))
                }
                return found.count < 1_000
            })
        return found
    }

    private func relations() throws(SheetError) -> [(id: String, type: String, target: String)] {
        guard let bytes = try entries.read("xl/_rels/workbook.xml.rels", upTo: Self.smallLimit) else { return [] }
        var found: [(String, String, String)] = []
        try XMLEvents.read(
            bytes, of: "workbook.xml.rels",
            onStart: { name, attributes in
                if name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] {
                    found.append((id, attributes["Type"] ?? "", Self.path(target)))
                }
                return found.count < 10_000
            })
        return found
    }

    /// A target is relative to `xl/`, or from the top.
    private static func path(_ target: String) -> String {
        target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }

    // MARK: Texts

    private func texts(_ name: String?) throws(SheetError) -> [String] {
        guard let name, let bytes = try entries.read(name, upTo: Self.largeLimit) else { return [] }
        var texts: [String] = []
        var current: String?
        var takes = false
        var phonetic = 0
        try XMLEvents.read(
            bytes, of: name,
            onStart: { element, _ in
                switch element {
                case "si": current = ""
                case "rPh": phonetic += 1
                case "t": takes = current != nil && phonetic == 0
                default: break
                }
                return texts.count < Self.mostTexts
            },
            onEnd: { element in
                switch element {
                case "si":
                    texts.append(SheetRows.unescaped(current ?? ""))
                    current = nil
                case "rPh": phonetic -= 1
                case "t": takes = false
                default: break
                }
            },
            onText: { if takes, (current?.utf8.count ?? 0) < SheetReading.longestCell { current? += $0 } })
        return texts
    }
}

/// The rows of one sheet.
struct SheetRows {
    let texts: [String]

    func read(_ bytes: [UInt8], of name: String, into reading: inout SheetReading) throws(SheetError) {
        var state = State()
        try XMLEvents.read(
            bytes, of: name,
            onStart: { element, attributes in
                state.start(element, attributes)
                return state.count <= SheetReading.mostCells
            },
            onEnd: { state.end($0, texts: texts) },
            onText: { state.take($0) })
        guard state.count <= SheetReading.mostCells else {
            throw .tooLarge("There are more than \(SheetReading.mostCells) cells.")
        }
        reading.rows = state.rows
        reading.formulas = state.formulas
        reading.problems += state.problems
    }

    private struct State {
        var rows: [SheetReading.Row] = []
        var problems: [(row: Int, words: String)] = []
        var formulas = 0
        var count = 0
        private var row = SheetReading.Row(number: 0, cells: [:])
        private var column = -1
        private var type = "n"
        private var text = ""
        private var takes = false
        private var phonetic = 0

        mutating func start(_ element: String, _ attributes: [String: String]) {
            switch element {
            case "row":
                // Without a number it is the one after the last.
                let given = attributes["r"].flatMap { Int($0) } ?? row.number + 1
                row = SheetReading.Row(number: given, cells: [:])
                column = -1
            case "c":
                column = attributes["r"].flatMap(Self.column) ?? column + 1
                type = attributes["t"] ?? "n"
                text = ""
            case "f": formulas += 1
            case "rPh": phonetic += 1
            case "v": takes = true
            case "t": takes = phonetic == 0 && type == "inlineStr"
            default: break
            }
        }

        mutating func take(_ part: String) {
            if takes, text.utf8.count < SheetReading.longestCell { text += part }
        }

        mutating func end(_ element: String, texts: [String]) {
            switch element {
            case "v", "t": takes = false
            case "rPh": phonetic -= 1
            case "c": endCell(texts)
            case "row":
                if !row.cells.isEmpty { rows.append(row) }
            default: break
            }
        }

        private mutating func endCell(_ texts: [String]) {
            guard (0..<SheetReading.mostColumns).contains(column), !text.isEmpty else { return }
            count += 1
            switch type {
            case "s":
                if let index = Int(text), texts.indices.contains(index) {
                    row.cells[column] = .text(texts[index])
                } else {
                    problems.append((row.number, "A text of the file is missing; the cell was taken for empty."))
                }
            case "inlineStr", "str": row.cells[column] = .text(SheetRows.unescaped(text))
            case "b": row.cells[column] = .text(text == "1" ? "TRUE" : "FALSE")
            case "e": row.cells[column] = .broken(text)
            default: row.cells[column] = Double(text).map { .number($0) } ?? .text(text)
            }
        }

        /// The column of `B7` is 1.
        private static func column(_ reference: String) -> Int? {
            var index = 0
            for letter in reference.utf8 {
                guard (65...90).contains(letter & 0xDF), letter > 64 else { break }
                index = index * 26 + Int(letter & 0xDF) - 64
                if index > 100_000 { return nil }
            }
            return index == 0 ? nil : index - 1
        }
    }

    /// `_x000D_` stands for the character of that number.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
            UInt32(match.1, radix: 16).flatMap(UnicodeScalar.init).map(String.init) ?? String(match.0)
        }
    }
}
