/// The book of an embedding or a projection, a digest a line, as the bytes of its file: a million digests are looked up
/// in it without becoming a million texts.
struct DigestLines: Sendable {
    private let bytes: [UInt8]
    /// Rows by a part of their digest, which is as good as random; the next free place where that is taken.
    private let places: [UInt32]
    /// How many different ones.
    let distinct: Int

    /// 64 hexadecimal digits and a line feed.
    static let lineLength = 65
    private static let free = UInt32.max

    /// - Returns: nil where a line is no digest.
    init?(_ bytes: [UInt8]) {
        guard bytes.count.isMultiple(of: Self.lineLength) else { return nil }
        let count = bytes.count / Self.lineLength
        var places = [UInt32](repeating: Self.free, count: 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount))
        var distinct = 0
        let isWhole = bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<count {
                let digest = Self.digest(row, in: bytes)
                guard let part = Self.part(of: digest), bytes[row * Self.lineLength + 64] == UInt8(ascii: "\n") else {
                    return false
                }
                let place = Self.place(of: digest, part, in: places, bytes)
                if places[place] == Self.free {
                    places[place] = UInt32(row)
                    distinct += 1
                }
            }
            return true
        }
        guard isWhole else { return nil }
        self.bytes = bytes
        self.places = places
        self.distinct = distinct
    }

    var count: Int { bytes.count / Self.lineLength }

    /// The digests as texts.
    var texts: [String] {
        (0..<count).map { String(decoding: bytes[$0 * Self.lineLength..<$0 * Self.lineLength + 64], as: UTF8.self) }
    }

    /// The first row that has a digest; nil where none has.
    func row(of digest: UnsafeBufferPointer<UInt8>) -> Int? {
        guard digest.count == 64, let part = Self.part(of: digest) else { return nil }
        let row = bytes.withUnsafeBufferPointer { places[Self.place(of: digest, part, in: places, $0)] }
        return row == Self.free ? nil : Int(row)
    }

    /// Where a digest is, or the free place where it would be.
    private static func place(
        of digest: UnsafeBufferPointer<UInt8>, _ part: UInt64, in places: [UInt32], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var place = Int(truncatingIfNeeded: part) & (places.count - 1)
        while places[place] != free, !self.digest(Int(places[place]), in: bytes).elementsEqual(digest) {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private static func digest(_ row: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[row * lineLength..<row * lineLength + 64])
    }

    /// The first 16 digits as a number.
    /// - Returns: nil where one of all 64 is no digit.
    private static func part(of digest: UnsafeBufferPointer<UInt8>) -> UInt64? {
        var part: UInt64 = 0
        for index in 0..<64 {
            let byte = digest[index]
            let value: UInt8
            switch byte {
            case 0x30...0x39: value = byte - 0x30
            case 0x61...0x66: value = byte - 0x57
            default: return nil
            }
            if index < 16 { part = part << 4 | UInt64(value) }
        }
        return part
    }
}
