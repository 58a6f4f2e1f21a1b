/// How much of a folder is taken in before it is too much.
public struct FolderLimits: Sendable, Equatable {
    /// Folders within folders.
    public var depth = 32
    /// Files and folders in all.
    public var files = 5_000_000
    /// Bytes of one image.
    public var imageBytes = 256 << 20
    /// Bytes of one metadata file.
    public var metadataBytes = 512 << 20

    public init() {}
}
