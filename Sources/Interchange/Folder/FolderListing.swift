public import Dataset

/// What a folder holds.
public struct FolderListing: Sendable {
    public let layout: ImportLayout
    /// In the order of their paths' bytes.
    public let entries: [SourceEntry]
    /// What is not taken, before any image was opened.
    public let refusals: [Refusal]
    /// Hidden files and folders, `Thumbs.db` and the like, and workspaces: left aside without a word each.
    public let ignored: Int
    /// Columns of the metadata beside label, split and tags.
    public let columns: [ColumnInfo]
    /// The order of the classes, where the folder says one: that of an export.
    public let classOrder: [String]
}
