/// An image's place in the dataset.
public struct Sample: Sendable, Codable, Equatable, Identifiable {
    public let id: Int64
    /// The last component of `path`.
    public let name: String
    /// Where it was imported from, relative to the imported folder; bytes that are not UTF-8 are shown as U+FFFD.
    public let path: String
    /// SHA-256 of the image's bytes, 64 hexadecimal digits.
    public let digest: String
    /// The name of its class; nil where it has none yet.
    public let label: String?
    /// `train`, `val`, `test` or none.
    public let split: String?
    public let state: SampleStatus
    /// In alphabetical order.
    public let tags: [String]
    /// Values of the imported columns; a column without a value is not there.
    public let columns: [String: ColumnValue]
    /// Pixels, after EXIF orientation.
    public let width: Int
    public let height: Int
    /// `png`, `jpeg`, `webp`, `tiff` or `gif`.
    public let format: String
    /// Bytes of the file.
    public let bytes: Int
    /// The id of the last change that touched it; hand it back with an edit to be told when somebody was quicker.
    public let revision: Int64

    public init(
        id: Int64, name: String, path: String, digest: String, label: String?, split: String?, state: SampleStatus,
        tags: [String], columns: [String: ColumnValue], width: Int, height: Int, format: String, bytes: Int,
        revision: Int64
    ) {
        self.id = id
        self.name = name
        self.path = path
        self.digest = digest
        self.label = label
        self.split = split
        self.state = state
        self.tags = tags
        self.columns = columns
        self.width = width
        self.height = height
        self.format = format
        self.bytes = bytes
        self.revision = revision
    }
}
