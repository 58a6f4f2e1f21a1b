public import Dataset

/// How the dataset of one run differs from that of another.
public struct DatasetDifference: Codable, Sendable, Equatable {
    /// One kind of difference, with its samples.
    public struct Part: Codable, Sendable, Equatable {
        public let count: Int
        /// Ascending, at most ``mostNamed``.
        public let samples: [Int64]

        init(_ samples: [Int64]) {
            count = samples.count
            self.samples = Array(samples.sorted().prefix(DatasetDifference.mostNamed))
        }
    }

    public static let mostNamed = 10_000
    /// Changes that are told one by one.
    public static let mostChanges = 200

    /// Samples that only the second was trained or scored on.
    public let added: Part
    /// Samples that only the first was.
    public let removed: Part
    public let relabelled: Part
    /// Used for something else: moved from one split to another.
    public let moved: Part
    /// The changes of the history between the two versions, oldest first.
    public let changes: [Change]
    public let changeCount: Int

    init(_ first: LoadedRun, _ second: LoadedRun, in workspace: Workspace) throws {
        var (added, removed, relabelled, moved): ([Int64], [Int64], [Int64], [Int64]) = ([], [], [], [])
        for row in second.rows {
            guard let other = first.rowOf[row.sample].map({ first.rows[$0] }) else {
                added.append(row.sample)
                continue
            }
            if other.given != row.given { relabelled.append(row.sample) }
            if other.split != row.split { moved.append(row.sample) }
        }
        for row in first.rows where second.rowOf[row.sample] == nil { removed.append(row.sample) }
        self.added = Part(added)
        self.removed = Part(removed)
        self.relabelled = Part(relabelled)
        self.moved = Part(moved)
        let ends = [first.record.key.change, second.record.key.change].sorted()
        let between = try workspace.changes(after: ends[0], limit: Int(clamping: ends[1] - ends[0]))
            .filter { $0.id <= ends[1] }
        changeCount = between.count
        changes = Array(between.prefix(Self.mostChanges))
    }
}
