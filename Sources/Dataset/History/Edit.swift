/// One set of values for some samples.
public struct Edit: Sendable, Equatable, Decodable {
    public var samples: [Int64]
    /// For each of `samples` the revision that the author saw; nil: whatever is there is overwritten.
    public var revisions: [Int64]?
    public var set: CellChanges

    public init(samples: [Int64], revisions: [Int64]? = nil, set: CellChanges) {
        self.samples = samples
        self.revisions = revisions
        self.set = set
    }
}
