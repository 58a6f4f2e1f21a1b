/// What an export wrote.
public struct ExportReport: Sendable, Codable, Equatable {
    public let folder: String
    /// Files: one a sample.
    public let samples: Int
    /// Of all files.
    public let bytes: Int
    /// Files that got another name than they came with, because another in the same folder had it or it was not safe.
    public let renamed: Int
    /// The newest change that the export has in it.
    public let lastChange: Int64
}
