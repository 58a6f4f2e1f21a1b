/// What a run is of: the same key, the same result.
public struct RunKey: Sendable, Hashable, Codable {
    /// The digest of the trainer.
    public let trainer: String
    /// The version: the last change that counts.
    public let change: Int64
    /// What if, as JSON; runs with another one are of other data.
    public let variation: String
    /// 0, or the number of folds of an out-of-sample run.
    public let folds: Int

    public init(trainer: String, change: Int64, variation: String, folds: Int) {
        self.trainer = trainer
        self.change = change
        self.variation = variation
        self.folds = folds
    }
}
