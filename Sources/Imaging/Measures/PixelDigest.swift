/// A number of 128 bits that is the same for the same pixels, whatever file they came in, and as good as surely another for
/// others. Not for protection from those who want to deceive.
public struct PixelDigest: Sendable, Equatable, Hashable, Codable {
    public let high: UInt64
    public let low: UInt64

    public init(_ picture: Picture) {
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (
            UInt64(picture.width), UInt64(picture.height), UInt64(picture.channels), 1
        )
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        picture.pixels.withUnsafeBytes { bytes in
            let whole = bytes.count / 32 * 32
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            // Four chains side by side, each a multiplication a word.
            for offset in stride(from: 0, to: whole, by: 32) {
                a = Self.mixed((a ^ word(offset)) &* factor)
                b = Self.mixed((b ^ word(offset + 8)) &* factor)
                c = Self.mixed((c ^ word(offset + 16)) &* factor)
                d = Self.mixed((d ^ word(offset + 24)) &* factor)
            }
            for offset in whole..<bytes.count { d = Self.mixed((d ^ UInt64(bytes[offset])) &* factor) }
        }
        high = Self.mixed(Self.mixed(a &* factor ^ b) &* factor ^ c)
        low = Self.mixed(Self.mixed(d &* factor ^ c) &* factor ^ a)
    }

    private static func mixed(_ value: UInt64) -> UInt64 { value ^ (value >> 29) }
}
