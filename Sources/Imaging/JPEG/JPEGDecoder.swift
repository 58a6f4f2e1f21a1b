import CJPEGShim

/// Plain JPEGs, grey or YCbCr without a colour profile, through libjpeg: libvips, which decodes with the same library, takes
/// more time around a small picture than for it.
enum JPEGDecoder {
    /// The same pixels as ``VipsDecoder`` gives.
    /// - Returns: nil where it is not a plain one or anything is wrong with it: then libvips decodes, converts, or says why
    ///   not.
    static func decode(_ bytes: [UInt8], structure: PictureStructure, atLeast side: Int?) -> Picture? {
        let longest = max(structure.width, structure.height)
        return bytes.withUnsafeBytes { buffer in
            var size = TesseraJPEGSize()
            let opened = tessera_jpeg_open(
                buffer.baseAddress, buffer.count, shrink(longest, atLeast: side ?? longest), &size)
            defer { tessera_jpeg_close(opened) }
            // What was held against the limits is what we read of the header.
            guard let opened, size.width <= structure.width, size.height <= structure.height else { return nil }
            let width = Int(size.width), height = Int(size.height), channels = Int(size.bands)
            let count = width * height * channels
            let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
                written = tessera_jpeg_render(opened, out.baseAddress) == 0 ? count : 0
            }
            guard values.count == count else { return nil }
            return Picture(width: width, height: height, channels: channels, pixels: values)
        }
    }

    /// The decoder's own reduction: 8, 4, 2 or 1.
    static func shrink(_ longest: Int, atLeast wanted: Int) -> Int32 {
        [8, 4, 2].first { longest / $0 >= max(1, wanted) }.map(Int32.init) ?? 1
    }
}
