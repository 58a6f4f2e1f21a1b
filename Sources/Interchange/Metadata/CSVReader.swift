/// Splits a CSV file into fields: RFC 4180, and what spreadsheets make of it.
///
/// Works on bytes, because a file name in it need not be UTF-8 and has to come out as it went in. Takes `,`, `;` or tab
/// (whichever the first line has most of), LF, CRLF or CR, a byte-order mark, quotes with line feeds in them.
package struct CSVReader {
    package struct Row {
        /// Where it begins, from 1.
        package let line: Int
        package let fields: [[UInt8]]
        /// A quote in it was never closed.
        package let isTorn: Bool
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var line = 1

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separator = Self.separator(of: bytes[position...])
    }

    /// The next row that is not empty; nil at the end.
    package mutating func next() -> Row? {
        while position < bytes.count {
            let start = line
            let (fields, isTorn) = row()
            if fields.count > 1 || fields.first?.isEmpty == false {
                return Row(line: start, fields: fields, isTorn: isTorn)
            }
        }
        return nil
    }

    private mutating func row() -> (fields: [[UInt8]], isTorn: Bool) {
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\""), field.isEmpty {
                guard quoted(into: &field) else { return (fields + [field], true) }
            } else if byte == separator {
                fields.append(field)
                field = []
                position += 1
            } else if endLine() {
                return (fields + [field], false)
            } else {
                field.append(byte)
                position += 1
            }
        }
        return (fields + [field], false)
    }

    /// Reads from a quote to the one that closes it.
    private mutating func quoted(into field: inout [UInt8]) -> Bool {
        let quote = UInt8(ascii: "\"")
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == quote else {
                field.append(byte)
                continue
            }
            guard position < bytes.count, bytes[position] == quote else { return true }
            field.append(quote)
            position += 1
        }
        return false
    }

    /// Goes over the end of a line, if here is one.
    private mutating func endLine() -> Bool {
        switch bytes[position] {
        case UInt8(ascii: "\n"): position += 1
        case UInt8(ascii: "\r"):
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
        default: return false
        }
        line += 1
        return true
    }

    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            counts[byte, default: 0] += 1
        }
        let comma = UInt8(ascii: ",")
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: "\t")].filter {
            counts[$0, default: 0] > counts[comma, default: 0]
        }
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? comma
    }
}
