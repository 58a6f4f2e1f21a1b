public import Dataset

/// What `ImportFolder` did.
public struct ImportReport: Codable, Sendable, Equatable {
    public let folder: String
    /// How the folder was understood: `split-class`, `class`, `metadata` or `flat`.
    public let layout: String
    /// Images that the folder holds, the refused ones included.
    public internal(set) var found: Int
    /// New samples.
    public internal(set) var added: Int
    /// Samples that were there before, with the same image.
    public internal(set) var alreadyThere: Int
    /// Images that were new to the store.
    public internal(set) var newImages: Int
    public internal(set) var refused: [Refusal]
    /// Samples of an export that are derived here too; and those that are ordinary ones here, because what they were made
    /// of did not come with them. nil where there is no word of any.
    public internal(set) var derived: Int?
    public internal(set) var withoutParents: Int?
}
