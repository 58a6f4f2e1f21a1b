import Foundation

/// PNGs put together by hand, with whatever is to be wrong about them.
enum PNGBytes {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func big32(_ value: UInt32) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value),
        ]
    }

    static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
        big32(UInt32(data.count)) + Array(kind.utf8) + data + big32(crc(Array(kind.utf8) + data))
    }

    static func header(width: UInt32, height: UInt32, depth: UInt8 = 8, colour: UInt8 = 0) -> [UInt8] {
        chunk("IHDR", big32(width) + big32(height) + [depth, colour, 0, 0, 0])
    }

    /// Where each chunk begins, by its name.
    static func chunks(of png: [UInt8]) -> [(kind: String, range: Range<Int>)] {
        var found: [(String, Range<Int>)] = []
        var offset = 8
        while offset + 12 <= png.count {
            let length = png[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
            let kind = String(decoding: png[(offset + 4)..<(offset + 8)], as: UTF8.self)
            found.append((kind, offset..<(offset + 12 + length)))
            offset += 12 + length
        }
        return found
    }

    static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
        return value ^ 0xFFFF_FFFF
    }
}
