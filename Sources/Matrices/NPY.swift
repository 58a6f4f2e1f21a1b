import Foundation

/// NumPy's file format, for matrices: what Tessera writes NumPy maps as it is, and the other way round.
///
/// Written are little-endian float32, row after row, version 1.0. Read are also float64 and whole numbers, which become
/// float32; a vector of N becomes N × 1. `NPY+Vector.swift` reads and writes vectors in their own types.
public enum NPY {
    /// Reads a whole file into memory.
    ///
    /// - Throws: `NPYError`.
    public static func read(_ path: String) throws -> Matrix {
        do throws(NPYError.Reason) {
            let file = try MappedFile(path)
            let header = try file.npyHeader()
            return Matrix(rows: header.rows, columns: header.columns, values: numbers(of: file, header))
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// Writes a matrix so that the file is either the old one or the whole new one, whatever happens meanwhile:
    /// into a temporary file beside it, fsync, rename, fsync of the folder.
    ///
    /// - Throws: `NPYError`.
    public static func write(_ matrix: Matrix, to path: String) throws {
        try replace(path, by: NPYHeader(rows: matrix.rows, columns: matrix.columns), matrix.values)
    }

    /// Writes whole numbers, row after row, in the same way.
    ///
    /// - Throws: `NPYError`.
    public static func write(_ numbers: [Int32], rows: Int, columns: Int, to path: String) throws {
        precondition(numbers.count == rows * columns, "a matrix of \(rows) x \(columns) holds rows * columns numbers")
        try replace(path, by: NPYHeader(scalar: .int32, rows: rows, columns: columns), numbers)
    }

    static func replace(_ path: String, by header: NPYHeader, _ numbers: [some BitwiseCopyable]) throws {
        do throws(NPYError.Reason) {
            let temporary = path + ".\(getpid()).\(UInt32.random(in: 0 ... .max)).part"
            let file = try DataFile(path: temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
            do throws(NPYError.Reason) {
                try file.write(header.bytes(), at: 0)
                try file.write(numbers, at: NPYHeader.writtenLength)
                try file.sync()
                guard rename(temporary, path) == 0 else { throw NPYError.Reason.cannotWrite(DataFile.lastError()) }
            } catch {
                unlink(temporary)
                throw error
            }
            try DataFile.syncFolder(of: path)
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    private static func numbers(of file: MappedFile, _ header: NPYHeader) -> [Float] {
        let count = header.rows * header.columns
        return [Float](unsafeUninitializedCapacity: count) { target, initialized in
            file.withBytes { bytes in
                func convert<Number>(_: Number.Type, _ make: (Number) -> Float) {
                    for index in 0..<count {
                        let offset = header.dataOffset + index * MemoryLayout<Number>.stride
                        target.initializeElement(
                            at: index, to: make(bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)))
                    }
                }
                switch header.scalar {
                // As it lies on every machine that Swift runs on.
                case .float32: copy(bytes, from: header.dataOffset, to: UnsafeMutableRawBufferPointer(target), of: file)
                case .float64: convert(UInt64.self) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
                case .int8: convert(Int8.self) { Float($0) }
                case .int16: convert(Int16.self) { Float(Int16(littleEndian: $0)) }
                case .int32: convert(Int32.self) { Float(Int32(littleEndian: $0)) }
                case .int64: convert(Int64.self) { Float(Int64(littleEndian: $0)) }
                case .uint8: convert(UInt8.self) { Float($0) }
                case .uint16: convert(UInt16.self) { Float(UInt16(littleEndian: $0)) }
                case .uint32: convert(UInt32.self) { Float(UInt32(littleEndian: $0)) }
                case .uint64: convert(UInt64.self) { Float(UInt64(littleEndian: $0)) }
                case .boolean: convert(UInt8.self) { $0 == 0 ? 0 : 1 }
                }
            }
            initialized = count
        }
    }

    /// A piece at a time, so that never much more than the copy is in memory.
    private static func copy(
        _ bytes: UnsafeRawBufferPointer, from offset: Int, to target: UnsafeMutableRawBufferPointer,
        of file: MappedFile
    ) {
        let piece = 8 << 20
        for start in stride(from: 0, to: target.count, by: piece) {
            let end = min(target.count, start + piece)
            UnsafeMutableRawBufferPointer(rebasing: target[start..<end])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset + start..<offset + end]))
            file.forget(upTo: offset + end)
        }
    }
}
