/// What a sheet would change, and what of it is not understood. Nothing of the sheet is passed over without a word.
public struct SheetPlan: Codable, Sendable, Equatable {
    /// A cell that would change.
    public struct Cell: Codable, Sendable, Equatable {
        /// As the spreadsheet counts, from 1.
        public let row: Int
        public let sample: Int64
        public let path: String
        /// `label`, `split`, `tags`, `state`, `column.NAME`.
        public let field: String
        /// What is there now; nil for nothing.
        public let from: String?
        public let to: String?
    }

    /// A cell that the sheet changes and somebody else changed since the export, to something else.
    public struct Clash: Codable, Sendable, Equatable {
        public let row: Int
        public let sample: Int64
        public let path: String
        public let field: String
        /// What it was in the export.
        public let before: String?
        /// What the sheet says.
        public let yours: String?
        /// What it is now, who set it and when.
        public let theirs: String?
        public let author: String
        public let at: String
    }

    /// What is not understood, and left as it is.
    public struct Problem: Codable, Sendable, Equatable {
        /// nil: the whole sheet.
        public let row: Int?
        /// The heading; nil: the whole row.
        public let column: String?
        public let words: String
    }

    /// Rows with something in them, the headings not counted.
    public internal(set) var rows = 0
    /// Rows that are a sample's.
    public internal(set) var matched = 0
    /// In the order of the rows.
    public internal(set) var changes: [Cell] = []
    public internal(set) var conflicts: [Clash] = []
    public internal(set) var problems: [Problem] = []
    /// What is worth knowing and keeps nothing from being done.
    public internal(set) var notices: [String] = []
    /// Labels that are no class yet.
    public internal(set) var newClasses: [String] = []
    /// Reasons out of the column `why` of rows that change something.
    public internal(set) var reasons: [String] = []
    /// The number of the change that wrote it; nil where nothing was written.
    public internal(set) var change: Int64?
}

/// What is done where others changed the same cells since the export.
public enum SheetConflicts: String, Codable, Sendable, CaseIterable {
    /// Nothing at all is written.
    case refuse
    /// Their values stay; the rest is written.
    case theirs
    /// The sheet's values are written over theirs.
    case mine
}
