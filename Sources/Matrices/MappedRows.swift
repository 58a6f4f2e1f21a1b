/// A float32 or float64 .npy file whose numbers are used in place and given back once they were used: for matrices
/// that are read once or twice from front to back and may be larger than memory.
public final class MappedRows: Sendable {
    /// The numbers as they lie in the file, row after row.
    public enum Numbers {
        case float32(UnsafeBufferPointer<Float>)
        case float64(UnsafeBufferPointer<Double>)
    }

    private let file: MappedFile
    private let header: NPYHeader

    public var rows: Int { header.rows }
    public var columns: Int { header.columns }

    /// Maps a file.
    ///
    /// - Throws: `NPYError`; `unsupportedType` where the numbers are whole.
    public init(_ path: String) throws {
        do throws(NPYError.Reason) {
            file = try MappedFile(path)
            header = try file.npyHeader()
            let isFloat = header.scalar == .float32 || header.scalar == .float64
            guard isFloat, header.dataOffset % header.scalar.bytes == 0 else {
                throw NPYError.Reason.unsupportedType(header.scalar.rawValue)
            }
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// All numbers, valid within `body`.
    public func withNumbers<Result>(_ body: (Numbers) throws -> Result) rethrows -> Result {
        try file.withBytes { bytes in
            let numbers = UnsafeRawBufferPointer(
                rebasing: bytes[header.dataOffset..<header.dataOffset + rows * header.stride])
            if header.scalar == .float32 { return try body(.float32(numbers.bindMemory(to: Float.self))) }
            return try body(.float64(numbers.bindMemory(to: Double.self)))
        }
    }

    /// Lets go of the memory that holds some rows. They can be used again, and are read again then.
    public func release(_ rows: Range<Int>) {
        file.release(
            header.dataOffset + rows.lowerBound * header.stride..<header.dataOffset + rows.upperBound * header.stride)
    }
}
