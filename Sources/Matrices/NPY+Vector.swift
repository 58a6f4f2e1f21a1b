import Foundation

/// A type of number that a vector is written in.
public protocol NPYNumber: BitwiseCopyable {
    static var npyName: String { get }
}

extension Float: NPYNumber { public static var npyName: String { "<f4" } }
extension Double: NPYNumber { public static var npyName: String { "<f8" } }
extension Int64: NPYNumber { public static var npyName: String { "<i8" } }

extension NPY {
    /// Reads whole numbers of any width, such as labels: a vector of N, or a matrix of N × 1.
    ///
    /// - Throws: `NPYError`; `notWhole` where the file holds floats, even if their values are whole.
    public static func integers(_ path: String) throws -> [Int] {
        do throws(NPYError.Reason) {
            let file = try MappedFile(path)
            let header = try file.npyHeader()
            guard header.columns == 1 else { throw .badHeader("it has \(header.columns) columns where 1 is wanted") }
            return try integers(of: file, header)
        } catch {
            throw NPYError(path: path, reason: error)
        }
    }

    /// Writes a vector, shape `(count,)`, as safely as a matrix is written.
    ///
    /// - Throws: `NPYError`.
    public static func write<Number: NPYNumber>(vector: [Number], to path: String) throws {
        guard let scalar = NPYHeader.Scalar(rawValue: Number.npyName) else {
            throw NPYError(path: path, reason: .unsupportedType(Number.npyName))
        }
        try replace(path, by: NPYHeader(scalar: scalar, rows: vector.count, isVector: true), vector)
    }

    private static func integers(of file: MappedFile, _ header: NPYHeader) throws(NPYError.Reason) -> [Int] {
        switch header.scalar {
        case .float32, .float64: throw .notWhole(header.scalar.rawValue)
        case .int8: return numbers(of: file, header) { (number: Int8) in Int(number) }
        case .int16: return numbers(of: file, header) { (number: Int16) in Int(Int16(littleEndian: number)) }
        case .int32: return numbers(of: file, header) { (number: Int32) in Int(Int32(littleEndian: number)) }
        case .int64: return numbers(of: file, header) { (number: Int64) in Int(Int64(littleEndian: number)) }
        case .uint8: return numbers(of: file, header) { (number: UInt8) in Int(number) }
        case .uint16: return numbers(of: file, header) { (number: UInt16) in Int(UInt16(littleEndian: number)) }
        case .uint32: return numbers(of: file, header) { (number: UInt32) in Int(UInt32(littleEndian: number)) }
        case .boolean: return numbers(of: file, header) { (number: UInt8) in number == 0 ? 0 : 1 }
        case .uint64:
            // What is above Int.max comes out negative.
            let found = numbers(of: file, header) { (number: UInt64) in
                Int(truncatingIfNeeded: UInt64(littleEndian: number))
            }
            if let row = found.firstIndex(where: { $0 < 0 }) { throw .numberTooLarge(row: row) }
            return found
        }
    }

    private static func numbers<Number: BitwiseCopyable>(
        of file: MappedFile, _ header: NPYHeader, _ make: (Number) -> Int
    ) -> [Int] {
        file.withBytes { bytes in
            (0..<header.rows).map {
                make(
                    bytes.loadUnaligned(
                        fromByteOffset: header.dataOffset + $0 * MemoryLayout<Number>.stride, as: Number.self))
            }
        }
    }
}
