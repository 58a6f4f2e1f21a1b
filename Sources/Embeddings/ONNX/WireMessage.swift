/// One message of a protocol buffer, read field by field without copying. Every length is checked against the bytes
/// that are there: the file may be anybody's.
struct WireMessage {
    struct Field {
        let number: Int
        /// The value of a varint, 0 for the other kinds.
        let integer: UInt64
        /// Where the value of a string, bytes or message field lies.
        let value: Range<Int>
        /// The field with its key, as it stands.
        let whole: Range<Int>
    }

    struct Malformed: Error {}

    let bytes: [UInt8]
    let range: Range<Int>

    init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
        self.bytes = bytes
        self.range = range ?? 0..<bytes.count
    }

    func fields() throws -> [Field] {
        var found: [Field] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            let key = try varint(&at)
            var integer: UInt64 = 0
            var length: UInt64 = 0
            switch key & 7 {
            case 0: integer = try varint(&at)
            case 1: length = 8
            case 2: length = try varint(&at)
            case 5: length = 4
            default: throw Malformed()
            }
            guard length <= UInt64(range.upperBound - at), key >> 3 <= 0xFFFF else { throw Malformed() }
            let value = at..<at + Int(length)
            at = value.upperBound
            found.append(Field(number: Int(key >> 3), integer: integer, value: value, whole: start..<at))
        }
        return found
    }

    func message(_ field: Field) -> WireMessage { WireMessage(bytes, field.value) }

    func text(_ field: Field) -> String { String(decoding: bytes[field.value], as: UTF8.self) }

    private func varint(_ at: inout Int) throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard at < range.upperBound else { throw Malformed() }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return value }
        }
        throw Malformed()
    }

    // Writing.

    static func varint(_ value: Int) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
        return bytes
    }

    static func field(_ number: Int, _ body: [UInt8]) -> [UInt8] { varint(number << 3 | 2) + varint(body.count) + body }
}
