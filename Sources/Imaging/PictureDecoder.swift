/// Bytes from anywhere in, a picture or the reason why not out.
///
/// The header is read by our own bounded parsers, and the limits are checked on it, before any decoder sees the bytes.
/// PNG is decoded by libspng, plain JPEG by libjpeg, the rest by libvips. Safe from any thread; the same bytes always give the same pixels.
public enum PictureDecoder {
    /// What the file says of itself. Costs microseconds; does not prove that the pixels are there.
    public static func header(
        of bytes: [UInt8], limits: PictureLimits = .standard
    ) throws(PictureError) -> PictureHeader {
        try PictureStructure.read(bytes, limits: limits).header
    }

    /// The first frame, decoded to its last pixel: a file that is cut off or damaged throws.
    /// - Parameter side: a hint that the longer side need not have more pixels than this: JPEG and WebP then decode
    ///   faster to something smaller that is still at least as large. The others come at full size.
    public static func decode(
        _ bytes: [UInt8], limits: PictureLimits = .standard, atLeast side: Int? = nil
    ) throws(PictureError) -> Picture {
        let structure = try PictureStructure.read(bytes, limits: limits)
        let stored =
            switch structure.format {
            case .png: try PNGDecoder.decode(bytes, structure: structure)
            case .jpeg:
                if let plain = JPEGDecoder.decode(bytes, structure: structure, atLeast: side) {
                    plain
                } else {
                    try VipsDecoder.decode(bytes, structure: structure, limits: limits, atLeast: side)
                }
            case .webp, .tiff, .gif:
                try VipsDecoder.decode(bytes, structure: structure, limits: limits, atLeast: side)
            }
        return stored.upright(from: structure.orientation)
    }
}
