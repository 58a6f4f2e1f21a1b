/// A change that is kept, and what it touched.
public struct AppliedChange: Sendable, Equatable {
    public let change: Change
    /// Ids of the samples that it touched, ascending.
    public let samples: [Int64]
    /// Whether it was made before, by a request of the same key.
    public let isRepeat: Bool

    package init(change: Change, samples: [Int64], isRepeat: Bool = false) {
        self.change = change
        self.samples = samples
        self.isRepeat = isRepeat
    }

    /// What the touched samples have as their revision now.
    public var revision: Int64 { change.id }
}
