import CZip
import Foundation
import Testing

import Interchange

@Suite("Spreadsheets: what is written comes back, and hostile files are refused")
struct SpreadsheetTests {
    private static let texts = [
        "iii", "=1+1", "+49", "-5", "@here", "'=quoted", "''", "a,b;c\td", "say \"x\"", "two\nlines", "  spaces  ",
        "é 漢字 🙂",
        "<b>&amp;</b>", "_x0041_", "_x005F_", "007", "1-2", "TRUE",
    ]

    @Test("Texts of every kind come back as they were from .xlsx, .csv and .tsv", arguments: SheetFormat.allCases)
    func texts(format: SheetFormat) throws {
        let columns = [SheetColumn("id", width: 8), SheetColumn("text", width: 20)]
        let rows = Self.texts.enumerated().map { [SheetCell.number(Double($0.offset + 1)), .text($0.element)] }
        let bytes = try Self.written(columns, rows, format)
        let reading = try SheetReading.read(bytes, as: format)
        #expect(reading.problems.isEmpty && reading.formulas == 0)
        #expect(reading.rows.first?.cells == [0: .text("id"), 1: .text("text")])
        for (row, text) in zip(reading.rows.dropFirst(), Self.texts) {
            #expect(row.cells[1]?.display == text, "\(format): \(text)")
        }
        #expect(reading.rows.count == Self.texts.count + 1)
    }

    @Test("No text is a formula to a spreadsheet: not in .xlsx, and marked as text in .csv")
    func formulas() throws {
        let columns = [SheetColumn("text", width: 20)]
        let rows = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"].map { [SheetCell.text($0)] }
        let sheet = String(
            decoding: try #require(
                try ZipEntries(Self.written(columns, rows, .xlsx)).read("xl/worksheets/sheet1.xml", upTo: 1 << 20)),
            as: UTF8.self)
        #expect(!sheet.contains("<f>"))
        var reader = CSVReader(try Self.written(columns, rows, .csv))
        _ = reader.next()
        while let row = reader.next() { #expect(row.fields.first?.first == UInt8(ascii: "'")) }
    }

    @Test("A workbook has its headings frozen, drop-downs, and a picture in each row")
    func workbook() throws {
        let columns = [
            SheetColumn("id", width: 8, isFixed: true),
            SheetColumn("label", width: 12, choices: ["i", "ii"], allowsOthers: true),
            SheetColumn("split", width: 8, choices: ["train", "val", "test"]),
        ]
        let folder = try ImageFolder()
        let file = folder.url.appendingPathComponent("a.xlsx")
        let writer = try WorkbookWriter(file: file, name: "num[er]als", columns: columns, pictureSide: 32, rows: 2)
        let png = Array(
            try #require(
                Data(
                    base64Encoded:
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                )))
        for id in 1...2 {
            writer.add(SheetRow(cells: [.number(Double(id)), .text("i"), .empty], picture: (png, "row \(id)")))
        }
        try writer.close()
        let entries = try ZipEntries(Array(Data(contentsOf: file)))
        func text(_ name: String) throws -> String {
            String(decoding: try #require(try entries.read(name, upTo: 1 << 20)), as: UTF8.self)
        }
        let sheet = try text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter"))
        #expect(sheet.contains("lists!$C$1:$C$2") && sheet.contains("lists!$D$1:$D$3"))
        #expect(try text("xl/drawings/drawing1.xml").components(separatedBy: "<xdr:pic>").count == 3)
        #expect(try text("xl/workbook.xml").contains("name=\"numerals\""))
        let reading = try SheetReading.read(Array(Data(contentsOf: file)), as: .xlsx)
        #expect(reading.rows.map { $0.cells[1]?.display } == ["id", "1", "2"] && reading.otherSheets.isEmpty)
    }

    @Test("Inline strings, rich texts, formulas, booleans, errors and sparse rows are understood")
    func otherWriters() throws {
        let reading = try Self.read(
            sheet: """
                <row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="C1" t="s"><v>0</v></c></row>
                <row r="3"><c r="A3"><v>7</v></c><c r="C3" t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c r="D3" t="b"><v>1</v></c>\
                <c r="E3" t="e"><v>#REF!</v></c></row><row><c><v>1.5</v></c><c t="s"><v>9</v></c></row>
                """, texts: "<si><r><t>la</t></r><r><t>bel</t></r><rPh><t>no</t></rPh></si>")
        #expect(reading.rows.map(\.number) == [1, 3, 4])
        #expect(reading.rows[0].cells == [0: .text("id"), 2: .text("label")])
        #expect(reading.rows[1].cells == [0: .number(7), 2: .text("xy"), 3: .text("TRUE"), 4: .broken("#REF!")])
        #expect(reading.rows[2].cells == [0: .number(1.5)])
        #expect(reading.formulas == 1 && reading.problems.map(\.row) == [4])
    }

    @Test("What is no spreadsheet, or is made to break its reader, is refused in words")
    func hostile() throws {
        #expect(throws: SheetError.self) { try SheetReading.read(Array("PK no".utf8), as: .xlsx) }
        #expect(throws: SheetError.self) { try SheetReading.read([], as: .xlsx) }
        #expect(throws: SheetError.self) { try SheetReading.read(Array("a\u{0}b".utf8), as: .csv) }
        let whole = try Self.written([SheetColumn("id", width: 8)], [[.number(1)]], .xlsx)
        #expect(throws: SheetError.self) { try SheetReading.read(whole, as: .csv) }
        #expect(throws: SheetError.self) { try SheetReading.read(Array(whole.prefix(whole.count / 2)), as: .xlsx) }
        let bomb = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
            """
        #expect(throws: SheetError.self) { try Self.read(sheet: "<row/>", texts: "<si><t>&b;</t></si>", before: bomb) }
        #expect(throws: SheetError.self) { try Self.read(sheet: "<row><c>", texts: "") }
        for place in stride(from: 0, to: whole.count, by: 37) {
            var bytes = whole
            bytes[place] ^= 0x55
            // Read or refused; it must not crash.
            _ = try? SheetReading.read(bytes, as: .xlsx)
        }
    }

    @Test("An entry that unpacks to more than it may is not read to its end")
    func packedBomb() throws {
        let zeros = [UInt8](repeating: UInt8(ascii: " "), count: 4 << 20)
        let packed = try Self.packed(["xl/workbook.xml": zeros])
        #expect(packed.count < 64 << 10)
        let entries = try ZipEntries(packed)
        #expect(throws: SheetError.self) { try entries.read("xl/workbook.xml", upTo: 1 << 20) }
        #expect(try entries.read("xl/workbook.xml", upTo: 8 << 20)?.count == zeros.count)
    }

    // MARK: -

    private static func written(_ columns: [SheetColumn], _ rows: [[SheetCell]], _ format: SheetFormat) throws
        -> [UInt8]
    {
        guard format == .xlsx else {
            let text = SheetText(format)
            return Array(([columns.map { .text($0.heading) }] + rows).map(text.line).joined().utf8)
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        let writer = try WorkbookWriter(file: file, name: "x", columns: columns, pictureSide: 0, rows: rows.count)
        for row in rows { writer.add(SheetRow(cells: row)) }
        try writer.close()
        return Array(try Data(contentsOf: file))
    }

    private static func read(sheet: String, texts: String, before: String = "") throws -> SheetReading {
        let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return try SheetReading.read(
            packed([
                "xl/workbook.xml": Array(
                    "<workbook \(space) xmlns:r=\"\(relations)\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                        .utf8),
                "xl/_rels/workbook.xml.rels": Array(
                    """
                    <Relationships><Relationship Id="rId1" Type="\(relations)/worksheet" Target="worksheets/sheet1.xml"/>
                    <Relationship Id="rId2" Type="\(relations)/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>
                    """.utf8),
                "xl/sharedStrings.xml": Array("\(before)<sst \(space)>\(texts)</sst>".utf8),
                "xl/worksheets/sheet1.xml": Array(
                    "<worksheet \(space)><sheetData>\(sheet)</sheetData></worksheet>".utf8),
            ]), as: .xlsx)
    }

    private static func packed(_ files: [String: [UInt8]]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        let archive = try #require(zip_open(file.path, Int32(ZIP_CREATE), nil))
        for (name, bytes) in files {
            let copy = try #require(malloc(max(bytes.count, 1)))
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            let source = try #require(zip_source_buffer(archive, copy, UInt64(bytes.count), 1))
            #expect(zip_file_add(archive, name, source, 0) >= 0)
        }
        #expect(zip_close(archive) == 0)
        return Array(try Data(contentsOf: file))
    }
}
