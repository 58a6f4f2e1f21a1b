/// All of a sample that edits can change.
public struct SampleState: Sendable, Equatable {
    /// The id of its class.
    public var classID: Int64?
    public var split: String?
    public var state: SampleStatus
    public var tags: [String]
    public var columns: [String: ColumnValue]
}
