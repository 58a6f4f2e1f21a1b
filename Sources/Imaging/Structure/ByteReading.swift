/// Numbers out of bytes that may end at any point: `nil` beyond the end.
extension [UInt8] {
    func byte(_ offset: Int) -> Int? {
        offset >= 0 && offset < count ? Int(self[offset]) : nil
    }

    func big16(_ offset: Int) -> Int? { number(offset, length: 2, bigEndian: true) }
    func big32(_ offset: Int) -> Int? { number(offset, length: 4, bigEndian: true) }
    func little16(_ offset: Int) -> Int? { number(offset, length: 2, bigEndian: false) }
    func little24(_ offset: Int) -> Int? { number(offset, length: 3, bigEndian: false) }
    func little32(_ offset: Int) -> Int? { number(offset, length: 4, bigEndian: false) }

    /// An unsigned number of up to eight bytes; `nil` also where it is more than `Int` holds.
    func number(_ offset: Int, length: Int, bigEndian: Bool) -> Int? {
        guard offset >= 0, length <= 8, offset <= count - length else { return nil }
        var value: UInt64 = 0
        for i in 0..<length {
            value = value << 8 | UInt64(self[bigEndian ? offset + i : offset + length - 1 - i])
        }
        return Int(exactly: value)
    }

    /// Whether these four letters stand at `offset`.
    func has(_ letters: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count - letters.utf8CodeUnitCount else { return false }
        return letters.withUTF8Buffer { $0.elementsEqual(self[offset..<(offset + $0.count)]) }
    }
}
