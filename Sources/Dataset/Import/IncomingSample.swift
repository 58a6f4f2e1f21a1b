/// A sample on its way in: read, decoded once, its bytes staged.
public struct IncomingSample: Sendable {
    /// Its identity: the same path imported again is the same sample.
    public var sourcePath: SourcePath
    /// By `Workspace.stage`.
    public var image: StagedImage
    /// Pixels, after EXIF orientation.
    public var width: Int
    public var height: Int
    /// `png`, `jpeg`, `webp`, `tiff` or `gif`.
    public var format: String
    /// The name of a class, which is made where it is not there; nil for none. `ClassName.parse` accepts it.
    public var label: String?
    /// `train`, `val`, `test` or nil.
    public var split: String?
    public var tags: [String]
    public var columns: [String: ColumnValue]

    public init(
        sourcePath: SourcePath, image: StagedImage, width: Int, height: Int, format: String, label: String? = nil,
        split: String? = nil, tags: [String] = [], columns: [String: ColumnValue] = [:]
    ) {
        self.sourcePath = sourcePath
        self.image = image
        self.width = width
        self.height = height
        self.format = format
        self.label = label
        self.split = split
        self.tags = tags
        self.columns = columns
    }
}
