import Foundation

/// A spreadsheet as it was read: its rows, from the first sheet.
package struct SheetReading: Sendable {
    package struct Row: Sendable {
        /// As the program that shows it counts, from 1.
        package let number: Int
        /// By column, from 0; what is empty is not there.
        package var cells: [Int: SheetCell]
    }

    package var rows: [Row] = []
    /// Cells that hold a formula; its last value was taken.
    package var formulas = 0
    /// Sheets that were not looked at.
    package var otherSheets: [String] = []
    /// What could not be read, and where.
    package var problems: [(row: Int, words: String)] = []

    /// Bytes of a file.
    package static let largestFile = 256 << 20
    /// Cells of a sheet.
    static let mostCells = 20_000_000
    /// Columns that are looked at.
    static let mostColumns = 500
    /// Bytes of one cell; spreadsheets themselves end at 32,767 characters.
    static let longestCell = 128 << 10

    /// - Throws: ``SheetError``.
    package static func read(_ bytes: [UInt8], as format: SheetFormat) throws(SheetError) -> SheetReading {
        guard bytes.count <= largestFile else { throw .tooLarge("The file has more than 256 MiB.") }
        switch format {
        case .xlsx: return try WorkbookReader(bytes).read()
        case .csv, .tsv: return try text(bytes)
        }
    }

    private static func text(_ bytes: [UInt8]) throws(SheetError) -> SheetReading {
        guard !bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw .notASpreadsheet("its name says text, and it is a packed file")
        }
        guard !bytes.contains(0) else { throw .notASpreadsheet("it is not text in UTF-8") }
        var reading = SheetReading()
        var reader = CSVReader(bytes)
        var count = 0
        while let row = reader.next() {
            if row.isTorn {
                reading.problems.append((row.line, "A quote is never closed; all behind it was left out."))
            }
            var cells: [Int: SheetCell] = [:]
            for (column, field) in row.fields.enumerated().prefix(mostColumns) where !field.isEmpty {
                guard let text = String(validating: field, as: UTF8.self), field.count <= longestCell else {
                    reading.problems.append(
                        (row.line, "Column \(column + 1) is not UTF-8, or too long; the row was left out."))
                    cells = [:]
                    break
                }
                cells[column] = .text(SheetText.read(text))
            }
            count += cells.count
            guard count <= mostCells else { throw .tooLarge("There are more than \(mostCells) cells.") }
            if !cells.isEmpty { reading.rows.append(Row(number: row.line, cells: cells)) }
            if row.isTorn { break }
        }
        return reading
    }
}
