public import Dataset

/// A file that may be an image, and what the folder says of it.
public struct SourceEntry: Sendable, Equatable {
    /// The identity of the sample: the path within the folder, or of a Tessera export the path that it once came from.
    public let path: SourcePath
    /// Where the bytes lie within the folder; another than `path` for a symbolic link and in an export.
    public let location: SourcePath
    /// Bytes of the file when the folder was read.
    public let length: Int
    public internal(set) var label: String?
    /// `train`, `val`, `test` or nil.
    public internal(set) var split: String?
    public internal(set) var tags: [String]
    public internal(set) var columns: [String: ColumnValue]
    /// Of a derived sample in an export.
    public internal(set) var lineage: Lineage?
}
