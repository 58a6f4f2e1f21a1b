import CSPNG
import Foundation

/// Pictures to PNG, through libspng.
public enum PNGEncoder {
    /// An 8-bit grey or RGB PNG with no metadata; the same picture and level always give the same bytes.
    /// - Parameter level: zlib's, 0 (fastest) to 9 (smallest). Up to 2 everything else is made for speed as well.
    public static func encode(_ picture: Picture, level: Int = 6) throws(PictureError) -> [UInt8] {
        guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
            throw .undecodable("out of memory")
        }
        defer { spng_ctx_free(context) }
        spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1)
        setEffort(min(9, max(0, level)), for: picture, on: context)

        let colour = picture.channels == 1 ? SPNG_COLOR_TYPE_GRAYSCALE : SPNG_COLOR_TYPE_TRUECOLOR
        var header = spng_ihdr(
            width: UInt32(clamping: picture.width), height: UInt32(clamping: picture.height), bit_depth: 8,
            color_type: UInt8(colour.rawValue), compression_method: 0, filter_method: 0, interlace_method: 0)
        try check(spng_set_ihdr(context, &header))
        let status = picture.pixels.withUnsafeBytes { pixels in
            spng_encode_image(
                context, pixels.baseAddress, pixels.count, Int32(SPNG_FMT_PNG.rawValue),
                Int32(SPNG_ENCODE_FINALIZE.rawValue))
        }
        try check(status)
        var size = 0
        var error: Int32 = 0
        let buffer = spng_get_png_buffer(context, &size, &error)
        try check(error)
        guard let buffer else { throw .undecodable("out of memory") }
        defer { free(buffer) }
        return Array(UnsafeRawBufferPointer(start: buffer, count: size))
    }

    private static func setEffort(_ level: Int, for picture: Picture, on context: OpaquePointer) {
        spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, Int32(level))
        // zlib clears tables as large as its window: for a thumbnail that would be most of the work.
        let raw = picture.pixels.count + picture.height
        let windowBits = (9...15).first { raw <= 1 << $0 } ?? 15
        spng_set_option(context, SPNG_IMG_WINDOW_BITS, Int32(windowBits))
        spng_set_option(context, SPNG_IMG_MEM_LEVEL, Int32(max(5, windowBits - 7)))
        // One filter for all rows and matches of distance one: a quarter of the time of trying all five filters and
        // searching, and on thumbnails no larger.
        if level <= 2 {
            spng_set_option(context, SPNG_IMG_COMPRESSION_STRATEGY, runLengthStrategy)
            let filter = isMostlyFlat(picture) ? SPNG_DISABLE_FILTERING : SPNG_FILTER_CHOICE_PAETH
            spng_set_option(context, SPNG_FILTER_CHOICE, Int32(filter.rawValue))
        }
    }

    /// zlib's `Z_RLE`.
    private static let runLengthStrategy: Int32 = 3

    /// Drawings on one ground do best with no filter, photographs with one.
    private static func isMostlyFlat(_ picture: Picture) -> Bool {
        let step = picture.channels
        return picture.pixels.withUnsafeBufferPointer { pixels in
            guard pixels.count > step else { return true }
            var same = 0
            for i in step..<pixels.count where pixels[i] == pixels[i - step] { same += 1 }
            return 2 * same > pixels.count
        }
    }

    private static func check(_ status: Int32) throws(PictureError) {
        guard status != 0 else { return }
        throw .undecodable("it could not be written as PNG (\(String(cString: spng_strerror(status))))")
    }
}
