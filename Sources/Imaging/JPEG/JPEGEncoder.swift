import CVipsShim

/// Pictures to JPEG, through libvips. For pictures that are to look like photographs of others; Tessera's own are PNG.
public enum JPEGEncoder {
    /// A baseline JPEG with no metadata.
    /// - Parameter quality: 1 (smallest) to 100.
    public static func encode(_ picture: Picture, quality: Int = 85) throws(PictureError) -> [UInt8] {
        var size = 0
        let buffer = picture.pixels.withUnsafeBytes { pixels in
            tessera_vips_encode_jpeg(
                pixels.baseAddress, Int32(clamping: picture.width), Int32(clamping: picture.height),
                Int32(picture.channels), Int32(min(100, max(1, quality))), &size)
        }
        guard let buffer else { throw .undecodable("it could not be written as JPEG") }
        defer { tessera_vips_release(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: size))
    }
}
