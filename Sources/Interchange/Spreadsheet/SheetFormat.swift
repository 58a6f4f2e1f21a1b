/// As what a spreadsheet is written or read.
public enum SheetFormat: String, Sendable, Codable, CaseIterable {
    case xlsx, csv, tsv

    /// - Parameter name: of a file.
    /// - Throws: `SheetError.unknownFormat`.
    public init(fileName name: String) throws(SheetError) {
        guard let dot = name.lastIndex(of: "."),
            let format = SheetFormat(rawValue: name[name.index(after: dot)...].lowercased())
        else { throw .unknownFormat(name) }
        self = format
    }
}
