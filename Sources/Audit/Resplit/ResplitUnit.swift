/// What moves as one: an image's samples with those of its near duplicates and of what was derived from it.
public struct ResplitUnit: Sendable, Equatable {
    /// Samples in train and in val.
    public let samples: Int
    /// Of these in val. More than none and fewer than all: the unit is torn, and will be put together.
    public let vals: Int
    /// The class by which it is counted, from 0.
    public let label: Int

    public init(samples: Int, vals: Int, label: Int) {
        self.samples = samples
        self.vals = vals
        self.label = label
    }
}
