public import Audit

/// Whether train and val look alike, and where they do not.
public struct BalanceReport: AuditReport, Equatable {
    public static let name = "balance"

    public let basis: ReportBasis
    /// Neighbours that are looked at around each image.
    public let k: Int
    /// Images at most this far apart counted as one.
    public let nearDistance: Float
    public let reshuffles: Int
    /// Samples in each of the splits.
    public let train: Int
    public let val: Int
    /// Images (near duplicates as one) that were compared.
    public let compared: Int
    /// Images that are in both splits, themselves or by a near duplicate: leaks, left out of the comparison.
    public let torn: Int
    /// The share of val among what was compared.
    public let valShare: Double
    /// In a sentence or two.
    public let verdict: String
    /// As they are.
    public let overall: Section
    /// What the shares of the classes do not explain: against reshuffling within classes, in the embedding without the
    /// directions of the classes.
    public let withinClass: Section
    public let classes: [GroupShare]
    public let styles: [GroupShare]
    /// Each compared image, by the sample that stands for it.
    public let surroundings: Surroundings

    public struct Section: Codable, Sendable, Equatable {
        /// nil where there is nothing to compare, as where no class is in both splits.
        public let separation: SplitBalance.Separation?
        public let regions: [Region]
    }

    public struct Region: Codable, Sendable, Equatable {
        /// From 1.
        public let number: Int
        public let side: BalanceRegion.Side
        /// In a line.
        public let title: String
        /// The share of reshuffled splits that have as strong a region anywhere.
        public let p: Double
        /// Images (near duplicates as one).
        public let images: Int
        public let val: Int
        /// Val images that chance would put here.
        public let expectedVal: Double
        public let classes: [NamedCount]
        public let styles: [NamedCount]
        /// Samples that stand for its kinds.
        public let typical: [Int64]
        /// All of its samples.
        public let samples: [Int64]
    }

    public struct GroupShare: Codable, Sendable, Equatable {
        public let name: String
        public let share: SplitShare
    }

    public struct Surroundings: Codable, Sendable, Equatable {
        public let samples: [Int64]
        /// Of each the share of val among its neighbours.
        public let valShare: [Float]
        /// The share that the classes of the neighbours let expect.
        public let expected: [Float]
        /// By itself, two-sided.
        public let p: [Float]
        /// After Benjamini and Hochberg.
        public let adjusted: [Float]
    }
}
