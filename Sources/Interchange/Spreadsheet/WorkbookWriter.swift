import CXLSXWriter
package import Foundation

/// Writes a workbook: one sheet with pictures in its cells, drop-downs and a frozen row of headings, and one with what
/// the drop-downs offer.
///
/// Everything that is not a number is written as a text, never as a formula.
package final class WorkbookWriter {
    /// Rows of a sheet, the headings among them.
    package static let mostRows = 1_048_576
    private static let padding = 4

    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let file: URL
    private let columns: [SheetColumn]
    private let pictureSide: Int
    private let formats: Formats
    private var row: UInt32 = 0

    private struct Formats {
        let heading: UnsafeMutablePointer<lxw_format>?
        let text: UnsafeMutablePointer<lxw_format>?
        let fixed: UnsafeMutablePointer<lxw_format>?
        let number: UnsafeMutablePointer<lxw_format>?
    }

    /// - Parameters:
    ///   - file: is made, or replaced; ``close()`` finishes it.
    ///   - pictureSide: pixels; 0 for no pictures. Pictures stand in a column before the others.
    /// - Throws: ``SheetError/cannotWrite(_:why:)``.
    package init(file: URL, name: String, columns: [SheetColumn], pictureSide: Int, rows: Int) throws(SheetError) {
        guard let workbook = workbook_new(file.path) else { throw .cannotWrite(file.path, why: "no memory") }
        guard let sheet = workbook_add_worksheet(workbook, Self.sheetName(name)),
            let lists = workbook_add_worksheet(workbook, "lists")
        else {
            lxw_workbook_free(workbook)
            throw .cannotWrite(file.path, why: "no memory")
        }
        self.workbook = workbook
        self.sheet = sheet
        self.file = file
        self.columns = columns
        self.pictureSide = pictureSide
        formats = Formats(
            heading: workbook_add_format(workbook), text: workbook_add_format(workbook),
            fixed: workbook_add_format(workbook), number: workbook_add_format(workbook))
        setFormats()
        setColumns(lists, rows: UInt32(clamping: rows))
        writeHeadings()
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    package func add(_ row: SheetRow) {
        self.row += 1
        if pictureSide > 0 {
            worksheet_set_row_pixels(sheet, self.row, UInt32(pictureSide + 2 * Self.padding), nil)
            if let picture = row.picture { insert(picture.png, picture.words) }
        }
        for (index, cell) in row.cells.enumerated() {
            let (column, format) = (place(index), columns[index].isFixed ? formats.fixed : formats.text)
            switch cell {
            case .empty: worksheet_write_blank(sheet, self.row, column, format)
            case .number(let number):
                worksheet_write_number(
                    sheet, self.row, column, number, columns[index].isFixed ? formats.fixed : formats.number)
            case .text(let text), .broken(let text):
                worksheet_write_string(sheet, self.row, column, Self.escaped(text), format)
            }
        }
    }

    /// Writes the file.
    /// - Throws: ``SheetError/cannotWrite(_:why:)``.
    package func close() throws(SheetError) {
        guard let workbook else { return }
        self.workbook = nil
        let status = workbook_close(workbook)
        guard status == LXW_NO_ERROR else {
            throw .cannotWrite(file.path, why: String(cString: lxw_strerror(status)))
        }
    }

    // MARK: -

    /// The column of a cell: pictures stand before.
    private func place(_ index: Int) -> UInt16 { UInt16(clamping: index + (pictureSide > 0 ? 1 : 0)) }

    private func setFormats() {
        format_set_bold(formats.heading)
        format_set_bottom(formats.heading, UInt8(LXW_BORDER_THIN.rawValue))
        // "@": what is typed is a text, so that a label such as 1-2 does not become a date.
        for format in [formats.text, formats.fixed] { format_set_num_format(format, "@") }
        format_set_font_color(formats.fixed, 0x767676)
        for format in [formats.text, formats.fixed, formats.number] {
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
    }

    private func setColumns(_ lists: UnsafeMutablePointer<lxw_worksheet>, rows: UInt32) {
        if pictureSide > 0 { worksheet_set_column_pixels(sheet, 0, 0, UInt32(pictureSide + 2 * Self.padding), nil) }
        for (index, column) in columns.enumerated() {
            let place = place(index)
            worksheet_set_column(sheet, place, place, column.width, column.isFixed ? formats.fixed : formats.text)
            guard let choices = column.choices, !choices.isEmpty else { continue }
            for (line, choice) in choices.enumerated() {
                worksheet_write_string(lists, UInt32(line), place, Self.escaped(choice), formats.text)
            }
            offer(choices.count, at: place, others: column.allowsOthers, rows: rows)
        }
        worksheet_freeze_panes(sheet, 1, pictureSide > 0 ? 1 : 0)
        worksheet_autofilter(sheet, 0, 0, max(rows, 1), place(columns.count - 1))
    }

    /// A list in the cell itself may have 255 characters; one in another sheet any number.
    private func offer(_ count: Int, at column: UInt16, others: Bool, rows: UInt32) {
        let letters = Self.letters(Int(column))
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.error_type = UInt8(
            others ? LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue : LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
        let formula = strdup("=lists!$\(letters)$1:$\(letters)$\(count)")
        defer { free(formula) }
        rule.value_formula = formula
        worksheet_data_validation_range(sheet, 1, column, max(rows, 1), column, &rule)
    }

    private func writeHeadings() {
        if pictureSide > 0 { worksheet_write_string(sheet, 0, 0, "picture", formats.heading) }
        for (index, column) in columns.enumerated() {
            worksheet_write_string(sheet, 0, place(index), Self.escaped(column.heading), formats.heading)
        }
    }

    private func insert(_ png: [UInt8], _ words: String) {
        var options = lxw_image_options()
        options.x_offset = Int32(Self.padding)
        options.y_offset = Int32(Self.padding)
        // Within its cell and fixed to it: it goes along when rows are sorted or hidden.
        options.object_position = UInt8(LXW_OBJECT_MOVE_AND_SIZE.rawValue)
        let description = strdup(String(words.prefix(200)))
        defer { free(description) }
        options.description = description
        worksheet_insert_image_buffer_opt(sheet, row, 0, png, png.count, &options)
    }

    /// `A`, `B`, …, `AA` for 0, 1, …, 26.
    static func letters(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : letters(index / 26 - 1) + letter
    }

    /// A name that spreadsheets take: 31 characters at most, without `[]:*?/\`, not ours.
    private static func sheetName(_ name: String) -> String {
        let plain = String(name.filter { !"[]:*?/\\'".contains($0) && !$0.isNewline }.prefix(31))
        return plain.isEmpty || ["lists", "history"].contains(plain.lowercased()) ? "samples" : plain
    }

    /// In these files `_x0041_` stands for the character 41; a text that happens to be that is marked.
    private static func escaped(_ text: String) -> String {
        text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_")
    }
}
