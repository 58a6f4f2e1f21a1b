/// The markers of a JPEG up to its first scan.
///
/// - SeeAlso: ITU-T T.81, annex B.
enum JPEGStructure {
    static func read(_ bytes: [UInt8]) throws(PictureError) -> PictureStructure {
        var structure = PictureStructure(format: .jpeg, width: 0, height: 0)
        var offset = 2
        while true {
            guard let mark = bytes.byte(offset), let kind = bytes.byte(offset + 1) else {
                throw .truncated("the file ends within its header")
            }
            guard mark == 0xFF else { throw .undecodable("damaged JPEG data (no marker where one is due)") }
            // Any number of fill bytes may stand before a marker; a few markers stand alone.
            if kind == 0xFF {
                offset += 1
                continue
            }
            if kind == 0x01 || (0xD0...0xD8).contains(kind) {
                offset += 2
                continue
            }
            if kind == 0xD9 || kind == 0xDA { throw .undecodable("damaged JPEG data (pixels before their size)") }
            guard let length = bytes.big16(offset + 2) else { throw .truncated("the file ends within its header") }
            guard length >= 2 else { throw .undecodable("damaged JPEG data (a segment of length \(length))") }
            let data = offset + 4, end = offset + 2 + length
            guard end <= bytes.count else { throw .truncated("the file ends within its header") }
            if kind == 0xE1, bytes.has("Exif\0\0", at: data), data + 6 <= end {
                structure.orientation = EXIF.orientation(in: bytes, from: data + 6, to: end)
            }
            // Start of frame: C0 to CF but for the tables C4, C8 and CC.
            if (0xC0...0xCF).contains(kind), kind != 0xC4, kind != 0xC8, kind != 0xCC {
                guard let height = bytes.big16(data + 1), let width = bytes.big16(data + 3) else {
                    throw .truncated("the file ends within its header")
                }
                structure.width = width
                structure.height = height
                structure.isComplete = hasEnd(bytes, after: end)
                // The low two bits of the marker are 2 where the picture comes in many passes.
                if kind & 3 == 2, scans(bytes, after: end) > scanLimit {
                    throw .undecodable("a JPEG of more than \(scanLimit) passes")
                }
                return structure
            }
            offset = end
        }
    }

    /// Each pass of a progressive JPEG goes over the whole picture again, so that a small file of thousands of passes
    /// would take hours. Encoders make about ten.
    private static let scanLimit = 200

    private static func scans(_ bytes: [UInt8], after start: Int) -> Int {
        var found = 0
        bytes.withUnsafeBufferPointer { buffer in
            for offset in start..<max(start, buffer.count - 1) where buffer[offset] == 0xFF {
                if buffer[offset + 1] == 0xDA { found += 1 }
            }
        }
        return found
    }

    /// Whether an end-of-image marker follows. Cameras put previews and padding behind it, so it need not be last;
    /// inside a scan the two bytes cannot occur.
    private static func hasEnd(_ bytes: [UInt8], after start: Int) -> Bool {
        var offset = bytes.count - 2
        while offset >= start {
            if bytes[offset] == 0xFF, bytes[offset + 1] == 0xD9 { return true }
            offset -= 1
        }
        return false
    }
}
