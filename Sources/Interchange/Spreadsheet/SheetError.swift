/// Why a spreadsheet cannot be written or read at all.
public enum SheetError: Error, Sendable, Equatable, CustomStringConvertible {
    /// None of .xlsx, .csv, .tsv.
    case unknownFormat(String)
    case cannotRead(String, why: String)
    case notASpreadsheet(String)
    case tooLarge(String)
    case cannotWrite(String, why: String)
    case tooManyRows(Int, most: Int)
    /// No row of headings with `id` or `path` in it.
    case noHeadings
    case conflicts(Int)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknownFormat: "unknown-format"
        case .cannotRead: "cannot-read"
        case .notASpreadsheet: "not-a-spreadsheet"
        case .tooLarge: "too-large"
        case .cannotWrite: "cannot-write"
        case .tooManyRows: "too-many-rows"
        case .noHeadings: "no-headings"
        case .conflicts: "conflict"
        }
    }

    public var description: String {
        switch self {
        case .unknownFormat(let name):
            "\u{201C}\(name.prefix(80))\u{201D} is no spreadsheet that Tessera knows. Give it a name that ends in .xlsx, .csv or .tsv."
        case .cannotRead(let name, let why): "\(name) cannot be read: \(why)."
        case .notASpreadsheet(let why):
            "This is no spreadsheet that can be read: \(why). Save it as .xlsx or .csv, and try again."
        case .tooLarge(let what): "\(what) Delete what is not needed, or save it as .csv."
        case .cannotWrite(let name, let why): "\(name) cannot be written: \(why). Choose another place."
        case .tooManyRows(let rows, let most):
            "\(rows) rows are more than the \(most) that go into one file. Choose fewer with --where, or leave the pictures out with --thumbnails 0."
        case .noHeadings:
            "No row of headings with \u{201C}id\u{201D} or \u{201C}path\u{201D} was found at the top. Keep those of the export."
        case .conflicts(let count):
            "\(count) cells were changed by others since the export, and to something else; nothing was written. Decide with --conflicts theirs or --conflicts mine."
        }
    }
}
