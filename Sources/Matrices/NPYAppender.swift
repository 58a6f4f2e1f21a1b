import Foundation

/// Appends float32 rows to an .npy file, and survives being killed.
///
/// The number of rows is taken from the length of the file when it is opened, not from its header: what was
/// appended before a crash is there, half a row at the end is cut off. `close` (or `sync`) writes the header
/// with the true number of rows, so that NumPy reads all of them; until then it sees those of the last time.
public struct NPYAppender: Sendable {
    public let path: String
    public let columns: Int
    public private(set) var rows: Int
    private let file: DataFile

    /// Opens a file for appending, or begins one.
    ///
    /// - Throws: `NPYError`; `otherColumns` where the file that is there has rows of another length.
    public init(path: String, columns: Int) throws {
        precondition(columns > 0, "a row has at least one number")
        self.path = path
        self.columns = columns
        do throws(NPYError.Reason) {
            file = try DataFile(path: path, flags: O_RDWR | O_CREAT)
            let length = try file.length()
            // Killed while the first header was written: no row can be there.
            if length < NPYHeader.writtenLength, try Self.isPrefixOfOwnHeader(file, length, columns) {
                rows = 0
                try file.truncate(to: 0)
                try file.write(NPYHeader(rows: 0, columns: columns).bytes(), at: 0)
                try file.sync()
                try DataFile.syncFolder(of: path)
            } else {
                let header = try NPYHeader(parsing: file.read(upTo: NPYHeader.longest, at: 0))
                guard header.scalar == .float32, header.dataOffset == NPYHeader.writtenLength else {
                    throw NPYError.Reason.unsupportedType("\(header.scalar.rawValue), or was not written by Tessera")
                }
                guard header.columns == columns else {
                    throw NPYError.Reason.otherColumns(expected: columns, found: header.columns)
                }
                rows = (length - header.dataOffset) / header.stride
                try file.truncate(to: header.dataOffset + rows * header.stride)
            }
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// Writes rows at the end. They are in the kernel's hands when this returns, on disk after `sync`.
    public mutating func append(_ matrix: Matrix) throws {
        precondition(matrix.columns == columns, "a row that is appended has the length of the others")
        do throws(NPYError.Reason) {
            let offset = NPYHeader.writtenLength + rows * columns * MemoryLayout<Float>.size
            try file.write(matrix.values, at: offset)
            rows += matrix.rows
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// Forgets all rows after the first `count`: for a caller whose own book (ids beside the rows) says fewer.
    public mutating func truncate(rows count: Int) throws {
        precondition(count <= rows, "truncating only takes away")
        do throws(NPYError.Reason) {
            try file.truncate(to: NPYHeader.writtenLength + count * columns * MemoryLayout<Float>.size)
            rows = count
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// Puts rows and header on disk; a power loss after this loses none of them.
    public func sync() throws {
        do throws(NPYError.Reason) {
            // Rows first: a header never promises what is not there yet.
            try file.sync()
            try file.write(NPYHeader(rows: rows, columns: columns).bytes(), at: 0)
            try file.sync()
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// `sync`, and the end of appending.
    public func close() throws {
        try sync()
    }

    private static func isPrefixOfOwnHeader(
        _ file: DataFile, _ length: Int, _ columns: Int
    ) throws(NPYError.Reason) -> Bool {
        let own = NPYHeader(rows: 0, columns: columns).bytes()
        return try file.read(upTo: length, at: 0) == Array(own[..<length])
    }
}
