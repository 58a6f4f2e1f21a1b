/// What became of a batch. Every sample of it is counted once.
public struct ImportBatchResult: Sendable, Equatable {
    /// nil where nothing was added.
    public var change: Change?
    /// Ids of the new samples.
    public var added: [Int64] = []
    /// Samples that were there already with the same image, trashed ones too; they are left as they are.
    public var alreadyThere = 0
    /// Images that were new to the store.
    public var newImages = 0
    /// Samples that could not be taken, such as `changed-on-disk`; recorded under the import already.
    public var refusals: [Refusal] = []
}
