public import Audit

/// A proposed split: what would move, and how train and val would look alike then. Nothing has moved yet.
public struct ResplitReport: AuditReport, Equatable {
    public static let name = "resplit"

    public let basis: ReportBasis
    /// The share of val that is aimed at.
    public let valShare: Double
    /// Images at most this far apart stay together.
    public let nearDistance: Float
    /// Units that were in both splits and would be put together.
    public let torn: Int
    /// Samples in train and val.
    public let samples: Int
    public let moves: [Move]
    public let before: Balance
    public let after: Balance
    public let classes: [Shares]
    public let styles: [Shares]

    public struct Move: Codable, Sendable, Equatable {
        public let sample: Int64
        /// Its last change, as this proposal has seen it.
        public let revision: Int64
        public let label: String?
        public let from: String
        public let to: String
    }

    public struct Balance: Codable, Sendable, Equatable {
        public let train: Int
        public let val: Int
        public let overall: SplitBalance.Separation?
        public let withinClass: SplitBalance.Separation?
        /// Regions within classes.
        public let regions: Int
        public let verdict: String
    }

    /// Samples of a class or a style in each split, before and after.
    public struct Shares: Codable, Sendable, Equatable {
        public let name: String
        public let trainBefore: Int
        public let valBefore: Int
        public let trainAfter: Int
        public let valAfter: Int
    }
}
