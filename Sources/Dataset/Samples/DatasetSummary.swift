/// The dataset in numbers.
public struct DatasetSummary: Sendable, Codable, Equatable {
    public struct ClassCount: Sendable, Codable, Equatable {
        public let id: Int64
        public let name: String
        /// Active samples.
        public let total: Int
        /// Active samples for each of `train`, `val`, `test`, `none`.
        public let bySplit: [String: Int]
    }

    public struct TagCount: Sendable, Codable, Equatable {
        public let name: String
        /// Active samples.
        public let count: Int
    }

    public let name: String
    public let isDemo: Bool
    /// Active samples.
    public let samples: Int
    /// Different images, those of trashed samples too.
    public let images: Int
    /// Active samples without a label.
    public let unlabeled: Int
    public let trashed: Int
    /// In the order of the label book.
    public let classes: [ClassCount]
    /// Active samples for each of `train`, `val`, `test`, `none`.
    public let bySplit: [String: Int]
    /// Active unlabelled samples for each of `train`, `val`, `test`, `none`.
    public let unlabeledBySplit: [String: Int]
    /// `train`, `val`, `test`.
    public let splits: [String]
    /// In alphabetical order, those that an active sample has.
    public let tags: [TagCount]
    public let columns: [ColumnInfo]
    /// The id of the newest change; 0 where there is none.
    public let lastChange: Int64
}
