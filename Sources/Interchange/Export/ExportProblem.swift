/// One place where an export and the dataset differ.
public struct ExportProblem: Sendable, Codable, Equatable {
    public enum Kind: String, Sendable, Codable {
        /// A sample of the dataset that the export has not, or whose file is gone.
        case missing
        /// Something in the export that is no active sample of the dataset.
        case extra
        /// A file whose bytes are not those of the image.
        case changed
        case label, split, tags, columns, lineage
        /// A line of the metadata that cannot be read, or a header that says something else.
        case metadata
    }

    public let kind: Kind
    /// Within the export; of a sample that is not there, the path that it was imported from.
    public let path: String
    /// In words.
    public let message: String
}
