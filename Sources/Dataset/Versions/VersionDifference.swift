/// How the dataset differs between two points in its history, with who did it and why.
public struct VersionDifference: Sendable, Codable, Equatable {
    /// One sample that differs.
    public struct Row: Sendable, Codable, Equatable {
        public let sample: Int64
        /// As people read it; nil for nothing. Of an added sample its label after, of a removed one its label before.
        public let before: String?
        public let after: String?
        /// The newest change between the two that touched it so.
        public let change: Int64?
    }

    /// One kind of difference.
    public struct Part: Sendable, Codable, Equatable {
        public let count: Int
        /// Ascending by sample, at most as many as were asked for.
        public let rows: [Row]
    }

    /// What one person did for one reason.
    public struct Group: Sendable, Codable, Equatable {
        public let author: String
        public let reason: String?
        /// The thread whose decision it was.
        public let thread: Int64?
        public internal(set) var added = 0
        public internal(set) var removed = 0
        public internal(set) var relabelled = 0
        public internal(set) var moved = 0
        public internal(set) var otherwise = 0
        public internal(set) var changes: [Int64] = []
    }

    public struct ClassRow: Sendable, Codable, Equatable {
        public let id: Int64
        /// nil where there was none, or is none.
        public let before: String?
        public let after: String?
    }

    /// Changes; the first may be the later one.
    public let from: Int64
    public let to: Int64
    /// Active samples that the first did not have, or had in the trash.
    public let added: Part
    public let removed: Part
    public let relabelled: Part
    /// From one split to another.
    public let moved: Part
    /// Tags and imported columns.
    public let otherwise: Part
    /// Classes that came, went or were renamed.
    public let classes: [ClassRow]
    /// Most work first.
    public let groups: [Group]
    /// Changes between the two.
    public let changeCount: Int

    public var isEmpty: Bool {
        [added, removed, relabelled, moved, otherwise].allSatisfy { $0.count == 0 } && classes.isEmpty
    }
}
