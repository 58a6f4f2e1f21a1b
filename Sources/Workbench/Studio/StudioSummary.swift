public import Dataset

/// The budget, and how many samples are derived.
public struct StudioSummary: Sendable, Encodable, Equatable {
    public struct ClassCounts: Sendable, Encodable, Equatable {
        public let name: String
        /// Derived ones with them.
        public let train: Int
        public let val: Int
        public let test: Int
        /// Of these, by split (`none` for no split).
        public let derived: [String: Int]
    }

    public let budget: Int
    public let used: Int
    public let left: Int
    /// Active derived samples.
    public let derived: Int
    public let byKind: [String: Int]
    /// Derived samples that are out of date.
    public let stale: Int
    public let classes: [ClassCounts]

    public init(_ workspace: Workspace) throws {
        let budget = try StudioBudget(workspace)
        let counts = try workspace.derivedCounts()
        self.budget = budget.budget
        used = budget.used
        left = budget.left
        derived = counts.reduce(0) { $0 + $1.count }
        byKind = Dictionary(counts.map { ($0.kind.rawValue, $0.count) }, uniquingKeysWith: +)
        stale = try workspace.outdatedDerivations().count
        classes = try workspace.summary().classes.map { entry in
            let own = counts.filter { $0.label == entry.name }
            return ClassCounts(
                name: entry.name, train: entry.bySplit["train"] ?? 0, val: entry.bySplit["val"] ?? 0,
                test: entry.bySplit["test"] ?? 0,
                derived: Dictionary(own.map { ($0.split ?? "none", $0.count) }, uniquingKeysWith: +))
        }
    }
}
