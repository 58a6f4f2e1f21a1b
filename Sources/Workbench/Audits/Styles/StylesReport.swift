public import Audit

/// How the images are drawn, across the classes, and how much at home each is in its class.
public struct StylesReport: AuditReport, Equatable {
    public static let name = "styles"

    public let basis: ReportBasis
    /// How many styles were asked for; nil where that was left open.
    public let asked: Int?
    /// Images at most this far apart counted as one.
    public let nearDistance: Float
    /// Images (near duplicates as one) with a class.
    public let images: Int
    /// The columns of the table.
    public let classes: [String]
    /// The rows of the table, the largest first.
    public let styles: [Style]
    /// In a sentence.
    public let verdict: String
    /// A class each, in the order of the label book.
    public let typicality: [ClassTypicality]

    public struct Style: Codable, Sendable, Equatable {
        /// A, B, …
        public let name: String
        public let images: Int
        /// How val is shared out to it; nil where there is no val or no train.
        public let split: SplitShare?
        /// Samples that stand for its kinds.
        public let typical: [Int64]
        /// One a class.
        public let cells: [Cell]
        /// All of its samples.
        public let samples: [Int64]
    }

    public struct Cell: Codable, Sendable, Equatable {
        public let seen: Int
        public let expected: Double
        public let p: Double
        public let state: StyleTable.Cell.State
        public let train: Int
        public let val: Int
        /// A few of them, nearest to the middle of the style first.
        public let examples: [Int64]
        /// All of its samples.
        public let samples: [Int64]
    }

    public struct ClassTypicality: Codable, Sendable, Equatable {
        public let name: String
        /// From the most at home down; near duplicates once.
        public let samples: [Int64]
        /// Of each the mean distance to its nearest fellows.
        public let distances: [Float]
    }
}
