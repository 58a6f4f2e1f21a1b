/// The header of an .npy file: the type of its numbers, their order, and the shape.
///
/// Treated as hostile: the header is at most 64 KiB, the dictionary is parsed by a grammar that knows nothing
/// but the three keys, and every product of the shape is checked for overflow.
///
/// - SeeAlso: NumPy enhancement proposal 1, "A simple file format for NumPy arrays".
package struct NPYHeader: Equatable {
    package enum Scalar: String {
        case float32 = "<f4", float64 = "<f8"
        case int8 = "|i1", int16 = "<i2", int32 = "<i4", int64 = "<i8"
        case uint8 = "|u1", uint16 = "<u2", uint32 = "<u4", uint64 = "<u8"
        case boolean = "|b1"
    }

    package var scalar: Scalar
    package var rows: Int
    package var columns: Int
    /// Whether the shape has one side only, `(rows,)`; `columns` is 1 then.
    package var isVector: Bool
    /// Where the numbers begin, in bytes from the start of the file.
    package var dataOffset: Int

    /// Bytes of one row.
    package var stride: Int { columns * scalar.bytes }

    /// The length of a header that we write. Long enough for any shape, so that it is rewritten in place.
    package static let writtenLength = 128
    /// What has to be read of a file to parse any header that is accepted.
    package static let longest = 12 + 65_536

    package init(
        scalar: Scalar = .float32, rows: Int, columns: Int = 1, isVector: Bool = false, dataOffset: Int = writtenLength
    ) {
        self.scalar = scalar
        self.rows = rows
        self.columns = columns
        self.isVector = isVector
        self.dataOffset = dataOffset
    }

    /// Parses the beginning of a file.
    ///
    /// - Parameter bytes: the file's first `longest` bytes, or all of a shorter file.
    package init(parsing bytes: [UInt8]) throws(NPYError.Reason) {
        guard bytes.count >= 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { throw .notNPY }
        let length: Int
        let start: Int
        switch bytes[6] {
        case 1:
            length = Int(bytes[8]) | Int(bytes[9]) << 8
            start = 10
        case 2, 3:
            guard bytes.count >= 12 else { throw .badHeader("it is cut off") }
            length = Int(bytes[8]) | Int(bytes[9]) << 8 | Int(bytes[10]) << 16 | Int(bytes[11]) << 24
            start = 12
        default: throw .badHeader("its version \(bytes[6]) is not known")
        }
        guard length <= 65_536 else { throw .badHeader("it is longer than 64 KiB") }
        guard bytes.count >= start + length else { throw .badHeader("it is cut off") }
        var parser = NPYDictionaryParser(bytes[start..<start + length])
        let entries = try parser.parse()
        guard let scalar = Scalar(rawValue: entries.type) else { throw .unsupportedType(entries.type) }
        self.scalar = scalar
        dataOffset = start + length
        isVector = entries.shape.count == 1
        switch entries.shape.count {
        case 1: (rows, columns) = (entries.shape[0], 1)
        case 2: (rows, columns) = (entries.shape[0], entries.shape[1])
        default: throw .badHeader("it has \(entries.shape.count) dimensions where 1 or 2 are wanted")
        }
        if entries.fortranOrder, rows > 1, columns > 1 { throw .fortranOrder }
        _ = try dataLength()
    }

    /// Bytes of all numbers; `tooLarge` where that overflows.
    package func dataLength() throws(NPYError.Reason) -> Int {
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        // What the numbers take as float32 in memory has to fit as well.
        let (bytes, overflow2) = count.multipliedReportingOverflow(by: max(scalar.bytes, MemoryLayout<Float>.size))
        let (_, overflow3) = bytes.addingReportingOverflow(dataOffset)
        guard !overflow, !overflow2, !overflow3 else { throw .tooLarge }
        // A side costs memory and time even where the other one is 0 and no number backs it up.
        guard count > 0 || max(rows, columns) <= 1_000_000 else { throw .tooLarge }
        return count * scalar.bytes
    }

    /// The header as version 1.0, padded to `writtenLength` bytes.
    package func bytes() -> [UInt8] {
        let shape = isVector ? "(\(rows),)" : "(\(rows), \(columns))"
        let text = "{'descr': '\(scalar.rawValue)', 'fortran_order': False, 'shape': \(shape), }"
        let body = Self.writtenLength - 10
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(body & 0xFF), UInt8(body >> 8)]
        bytes += Array(text.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: Self.writtenLength - 1 - bytes.count)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}

extension NPYHeader.Scalar {
    package var bytes: Int {
        switch self {
        case .int8, .uint8, .boolean: 1
        case .int16, .uint16: 2
        case .float32, .int32, .uint32: 4
        case .float64, .int64, .uint64: 8
        }
    }
}
