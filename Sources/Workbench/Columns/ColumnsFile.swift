public import Dataset
import Foundation

/// The binary form in which a whole filtered set of samples goes to a sheet or a map: columns that a typed array can lie
/// on without copying. 100,000 samples with six columns are 1.8 MB and are written in milliseconds.
///
/// `TSC1`; the length of the header as u32; the header as JSON, padded with spaces so that the data begins at a multiple
/// of 8; the columns, each at a multiple of 4 from the beginning of the data. Everything is little-endian.
/// docs/http-api.md describes it for readers.
public enum ColumnsFile {
    public static let mediaType = "application/vnd.tessera.columns"

    /// - Parameters:
    ///   - box: around all points of the projection, whatever the filter, so that a reader can leave every point in its
    ///     place.
    ///   - share: how much of the work that makes the table is done, 0…1, where it is not finished.
    /// - Throws: ``ColumnsFileError`` where a column does not have as many values as the table has rows.
    public static func encode(
        _ table: ColumnTable, box: ProjectionBox? = nil, share: Double? = nil
    ) throws -> [UInt8] {
        var entries: [Header.Entry] = []
        var widths: [Width] = []
        var size = 0
        for column in table.columns {
            guard column.values.count == table.count else { throw ColumnsFileError(column: column.name) }
            let width = Width(of: column)
            size = (size + 3) & ~3
            entries.append(
                .init(name: column.name, type: width, offset: size, dictionary: column.values.dictionary))
            widths.append(width)
            size += table.count * width.bytes
        }
        let header = try padded(
            Header(
                count: table.count, lastChange: table.lastChange, box: box?.sides, share: share, columns: entries))
        var bytes = [UInt8](repeating: 0, count: 8 + header.count + size)
        bytes.withUnsafeMutableBytes { raw in
            raw.copyBytes(from: "TSC1".utf8)
            raw.storeBytes(of: UInt32(header.count).littleEndian, toByteOffset: 4, as: UInt32.self)
            UnsafeMutableRawBufferPointer(rebasing: raw[8...]).copyBytes(from: header)
            let data = UnsafeMutableRawBufferPointer(rebasing: raw[(8 + header.count)...])
            for (index, column) in table.columns.enumerated() {
                let place = UnsafeMutableRawBufferPointer(rebasing: data[entries[index].offset...])
                column.values.write(as: widths[index], to: place)
            }
        }
        return bytes
    }

    private static func padded(_ header: Header) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = Array(try encoder.encode(header))
        text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
        return text
    }

    /// The JSON before the data.
    private struct Header: Encodable {
        let count: Int
        let lastChange: Int64
        /// Left, bottom, right, top.
        let box: [Float]?
        let share: Double?
        let columns: [Entry]

        struct Entry: Encodable {
            let name: String
            let type: Width
            let offset: Int
            let dictionary: [String]?
        }
    }

    /// How a value lies in the file.
    fileprivate enum Width: String, Encodable {
        case u8, u16, u32, f32

        /// The narrowest that holds all values and the mark of a missing one; names, nearly all different, are always u32.
        init(of column: ColumnTable.Column) {
            switch column.values {
            case .integers: self = .u32
            case .numbers: self = .f32
            case .texts(_, let dictionary):
                switch column.name {
                case "split", "state": self = .u8
                case "name": self = .u32
                default: self = dictionary.count < Int(UInt16.max) ? .u16 : .u32
                }
            }
        }

        var bytes: Int {
            switch self {
            case .u8: 1
            case .u16: 2
            case .u32, .f32: 4
            }
        }
    }
}

extension ColumnTable.Values {
    fileprivate var count: Int {
        switch self {
        case .integers(let values), .texts(let values, _): values.count
        case .numbers(let values): values.count
        }
    }

    fileprivate var dictionary: [String]? {
        if case .texts(_, let dictionary) = self { dictionary } else { nil }
    }

    /// Writes the values; the largest number of the type where there is none, which is what truncating
    /// `ColumnTable.missing` gives.
    fileprivate func write(as width: ColumnsFile.Width, to place: UnsafeMutableRawBufferPointer) {
        switch self {
        case .numbers(let values):
            for (index, value) in values.enumerated() {
                place.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
            }
        case .integers(let values), .texts(let values, _):
            switch width {
            case .u8:
                for (index, value) in values.enumerated() { place[index] = UInt8(truncatingIfNeeded: value) }
            case .u16:
                for (index, value) in values.enumerated() {
                    place.storeBytes(
                        of: UInt16(truncatingIfNeeded: value).littleEndian, toByteOffset: 2 * index, as: UInt16.self)
                }
            case .u32, .f32:
                for (index, value) in values.enumerated() {
                    place.storeBytes(of: value.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
                }
            }
        }
    }
}
