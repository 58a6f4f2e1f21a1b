/// The chunks of a PNG.
///
/// - SeeAlso: Portable Network Graphics (Third Edition), W3C, section 11.
enum PNGStructure {
    static func read(_ bytes: [UInt8]) throws(PictureError) -> PictureStructure {
        guard let width = bytes.big32(16), let height = bytes.big32(20), bytes.count >= 33 else {
            throw .truncated("the file ends within its header")
        }
        guard bytes.has("IHDR", at: 12), bytes.big32(8) == 13 else {
            throw .undecodable("damaged PNG data (no header)")
        }
        var structure = PictureStructure(format: .png, width: width, height: height)
        structure.isComplete = false
        var offset = 33
        while let length = bytes.big32(offset) {
            let data = offset + 8
            guard length <= bytes.count - data else { break }
            if bytes.has("IEND", at: offset + 4) {
                structure.isComplete = true
                break
            }
            if bytes.has("acTL", at: offset + 4), let frames = bytes.big32(data) {
                structure.frames = max(1, frames)
            }
            if bytes.has("eXIf", at: offset + 4) {
                structure.orientation = EXIF.orientation(in: bytes, from: data, to: data + length)
            }
            offset = data + length + 4
        }
        return structure
    }
}
