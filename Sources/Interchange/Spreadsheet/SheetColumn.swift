/// A column of a spreadsheet that is written.
package struct SheetColumn: Sendable {
    package let heading: String
    /// In characters of the usual font.
    package let width: Double
    /// What its drop-down offers; nil is no drop-down.
    package let choices: [String]?
    /// Whether anything else may be typed as well, after a question.
    package let allowsOthers: Bool
    /// Set in grey: it tells rows apart and is not for editing.
    package let isFixed: Bool

    package init(
        _ heading: String, width: Double, choices: [String]? = nil, allowsOthers: Bool = false, isFixed: Bool = false
    ) {
        self.heading = heading
        self.width = width
        self.choices = choices
        self.allowsOthers = allowsOthers
        self.isFixed = isFixed
    }
}

/// A row of a spreadsheet that is written.
package struct SheetRow: Sendable {
    /// One for each column.
    package let cells: [SheetCell]
    /// A PNG, and what it shows, in words.
    package let picture: (png: [UInt8], words: String)?

    package init(cells: [SheetCell], picture: (png: [UInt8], words: String)? = nil) {
        self.cells = cells
        self.picture = picture
    }
}
