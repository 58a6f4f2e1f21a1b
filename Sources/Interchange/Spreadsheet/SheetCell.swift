/// One cell of a spreadsheet.
package enum SheetCell: Sendable, Equatable {
    case empty
    case text(String)
    case number(Double)
    /// What the program that wrote it could not compute: `#REF!`.
    case broken(String)

    /// As people read it; whole numbers have no decimal point.
    package var display: String {
        switch self {
        case .empty: ""
        case .text(let text), .broken(let text): text
        case .number(let number):
            if let whole = Int64(exactly: number) { String(whole) } else { String(number) }
        }
    }

    package var isEmpty: Bool { self == .empty || self == .text("") }
}
