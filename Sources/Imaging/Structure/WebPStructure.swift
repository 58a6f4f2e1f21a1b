/// The chunks of a WebP.
///
/// - SeeAlso: WebP Container Specification, Google; RFC 6386 section 9.1 and the lossless bitstream's section 3.
enum WebPStructure {
    static func read(_ bytes: [UInt8]) throws(PictureError) -> PictureStructure {
        guard let riff = bytes.little32(4), bytes.count >= 20 else {
            throw .truncated("the file ends within its header")
        }
        var structure = PictureStructure(format: .webp, width: 0, height: 0)
        structure.isComplete = riff + 8 <= bytes.count
        structure.frames = 0
        let end = min(bytes.count, riff + 8)
        var offset = 12
        while let length = bytes.little32(offset + 4), offset + 8 <= end {
            try readChunk(bytes, at: offset, length: length, into: &structure)
            offset += 8 + length + length % 2
        }
        structure.frames = max(1, structure.frames)
        guard structure.width > 0 else {
            if !structure.isComplete { throw .truncated("the file ends within its header") }
            throw .undecodable("damaged WebP data (no picture in it)")
        }
        return structure
    }

    private static func readChunk(
        _ bytes: [UInt8], at offset: Int, length: Int, into structure: inout PictureStructure
    ) throws(PictureError) {
        let data = offset + 8
        if bytes.has("VP8X", at: offset) {
            guard let width = bytes.little24(data + 4), let height = bytes.little24(data + 7) else { return }
            structure.width = width + 1
            structure.height = height + 1
        } else if bytes.has("VP8 ", at: offset), structure.width == 0 {
            guard let width = bytes.little16(data + 6), let height = bytes.little16(data + 8) else { return }
            guard bytes.byte(data + 3) == 0x9D, bytes.byte(data + 4) == 0x01, bytes.byte(data + 5) == 0x2A else {
                throw .undecodable("damaged WebP data (no key frame)")
            }
            structure.width = width & 0x3FFF
            structure.height = height & 0x3FFF
        } else if bytes.has("VP8L", at: offset), structure.width == 0 {
            guard let bits = bytes.little32(data + 1) else { return }
            guard bytes.byte(data) == 0x2F else { throw .undecodable("damaged WebP data (no lossless mark)") }
            structure.width = (bits & 0x3FFF) + 1
            structure.height = (bits >> 14 & 0x3FFF) + 1
        } else if bytes.has("ANMF", at: offset) {
            structure.frames += 1
        } else if bytes.has("EXIF", at: offset), length <= bytes.count - data {
            // Some writers keep the six letters that JPEG puts before it.
            let start = bytes.has("Exif\0\0", at: data) ? data + 6 : data
            structure.orientation = EXIF.orientation(in: bytes, from: start, to: data + length)
        }
    }
}
