/// Which samples, in which order. Every condition that is set has to hold; within one, any of its values will do.
///
///     var query = SampleQuery()
///     query.labels = ["iii", ""]          // class iii, or unlabelled
///     query.sort = [SortKey(.similarity)]
///     let ids = try workspace.sampleIDs(matching: query)
public struct SampleQuery: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable {
        case active, trashed, all
    }

    /// Names of classes; the empty text stands for unlabelled. Names that are no class match nothing.
    public var labels: [String]?
    /// `train`, `val`, `test`; the empty text stands for none.
    public var splits: [String]?
    /// Samples that have any of these tags.
    public var tags: [String]?
    /// Occurs in the path (and so in the name), whatever its case.
    public var text: String?
    public var state: State = .active
    /// Only samples of this selection (`Workspace.selections`).
    public var selection: String?
    /// Only samples that were changed after their import.
    public var changedOnly = false
    /// For each imported column the values that will do, as people read them (`ColumnValue.display`); the empty text
    /// stands for no value.
    public var columns: [String: [String]] = [:]
    /// The first key decides; ties go to the next and at last to the id. Samples without a value come last.
    public var sort: [SortKey] = []
    /// The projection for similarity, x, y and order; nil is the newest.
    public var projection: Int64?
    public var offset = 0
    /// nil: no limit.
    public var limit: Int?

    public init() {}
}
