/// A float32 .npy file as a matrix that stays on disk: rows are read when they are touched.
///
/// Opening costs the same for ten rows and for ten million.
public final class MappedMatrix: Sendable {
    private let file: MappedFile
    private let header: NPYHeader

    public var rows: Int { header.rows }
    public var columns: Int { header.columns }

    /// Maps a file.
    ///
    /// - Throws: `NPYError`; a file of another type than float32 is `unsupportedType`, for it can't be used in place.
    public init(_ path: String) throws {
        do throws(NPYError.Reason) {
            file = try MappedFile(path)
            header = try file.npyHeader()
            guard header.scalar == .float32, header.dataOffset % MemoryLayout<Float>.alignment == 0 else {
                throw NPYError.Reason.unsupportedType(header.scalar.rawValue)
            }
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// All numbers, row after row, valid within `body`.
    public func withValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        try file.withBytes { bytes in
            let numbers = UnsafeRawBufferPointer(
                rebasing: bytes[header.dataOffset..<header.dataOffset + rows * header.stride])
            return try body(numbers.bindMemory(to: Float.self))
        }
    }

    public func row(_ index: Int) -> [Float] {
        withValues { Array($0[index * columns..<(index + 1) * columns]) }
    }

    /// A copy in memory of the chosen rows, in the order of `indices`.
    public func selecting(_ indices: some Collection<Int>) -> Matrix {
        withValues { numbers in
            var chosen: [Float] = []
            chosen.reserveCapacity(indices.count * columns)
            for index in indices { chosen.append(contentsOf: numbers[index * columns..<(index + 1) * columns]) }
            return Matrix(rows: indices.count, columns: columns, values: chosen)
        }
    }
}
