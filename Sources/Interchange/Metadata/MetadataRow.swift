import Dataset

/// What one line of a metadata file says of one file.
struct MetadataRow {
    /// From 1, for messages.
    let line: Int
    /// The file, as the line has it.
    let fileName: [UInt8]
    /// nil where the line says nothing of it, "" where it says none.
    var label: String?
    var split: String?
    var tags: [String] = []
    var columns: [String: Cell] = [:]
    /// The path that the image once came from; in an export of ours.
    var source: SourcePath?
    /// Of a derived sample; in an export of ours.
    var lineage: Lineage?

    enum Cell {
        /// From CSV: it may mean a number, depending on the rest of its column.
        case untyped(String)
        /// From JSON.
        case typed(ColumnValue)
    }
}
