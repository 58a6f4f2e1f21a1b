public import Dataset

/// How many images train and val may have, and have.
public struct StudioBudget: Sendable {
    public let budget: Int
    /// Active samples in train and val.
    public let used: Int

    public var left: Int { budget - used }

    public init(_ workspace: Workspace) throws {
        budget = try workspace.imageBudget()
        let splits = try workspace.summary().bySplit
        used = (splits["train"] ?? 0) + (splits["val"] ?? 0)
    }

    /// - Throws: ``StudioError/overBudget(wanted:left:budget:)``.
    func check(adding count: Int) throws {
        guard count <= left || count == 0 else {
            throw StudioError.overBudget(wanted: count, left: left, budget: budget)
        }
    }
}
