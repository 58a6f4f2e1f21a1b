/// The blocks of a GIF.
///
/// - SeeAlso: Graphics Interchange Format, version 89a, CompuServe 1990.
enum GIFStructure {
    static func read(_ bytes: [UInt8]) throws(PictureError) -> PictureStructure {
        guard let width = bytes.little16(6), let height = bytes.little16(8), let flags = bytes.byte(10),
            bytes.count >= 13
        else { throw .truncated("the file ends within its header") }
        var structure = PictureStructure(format: .gif, width: width, height: height)
        structure.frames = 0
        structure.isComplete = false
        var offset = 13 + colourTable(flags)
        blocks: while let kind = bytes.byte(offset) {
            switch kind {
            case 0x3B:
                structure.isComplete = true
                break blocks
            case 0x21:
                offset = skipSubBlocks(bytes, from: offset + 2)
            case 0x2C:
                guard let local = bytes.byte(offset + 9) else { break blocks }
                structure.frames += 1
                offset = skipSubBlocks(bytes, from: offset + 10 + colourTable(local) + 1)
            default:
                break blocks
            }
        }
        guard structure.frames > 0 else {
            if offset >= bytes.count { throw .truncated("the file ends before its first frame") }
            throw .undecodable("damaged GIF data (no frame)")
        }
        return structure
    }

    private static func colourTable(_ flags: Int) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1)
    }

    private static func skipSubBlocks(_ bytes: [UInt8], from start: Int) -> Int {
        var offset = start
        while let length = bytes.byte(offset) {
            offset += 1 + length
            if length == 0 { return offset }
        }
        return bytes.count
    }
}
