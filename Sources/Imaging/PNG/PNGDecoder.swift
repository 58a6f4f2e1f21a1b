import CSPNG

/// PNG of every kind to 8-bit grey or RGB, through libspng.
///
/// Sixteen bits are cut to their upper eight, palettes looked up, alpha and transparent colours laid on white.
/// Colour profiles and gamma are not applied.
enum PNGDecoder {
    static func decode(_ bytes: [UInt8], structure: PictureStructure) throws(PictureError) -> Picture {
        // Every chunk's checksum is checked; the compressed stream's own would be the second over the same bytes.
        guard let context = spng_ctx_new(Int32(SPNG_CTX_IGNORE_ADLER32.rawValue)) else {
            throw .undecodable("out of memory")
        }
        defer { spng_ctx_free(context) }
        // Text, profiles and the like are skipped; one of a gigabyte must not be read to be skipped.
        spng_set_chunk_limits(context, 64 << 20, 64 << 20)
        spng_set_image_limits(context, UInt32(clamping: structure.width), UInt32(clamping: structure.height))

        let result: Result<Picture, PNGFailure> = bytes.withUnsafeBytes { buffer in
            do throws(PNGFailure) {
                try check(spng_set_png_buffer(context, buffer.baseAddress, buffer.count))
                return .success(try decode(context, structure: structure))
            } catch {
                return .failure(error)
            }
        }
        do throws(PNGFailure) {
            return try result.get()
        } catch {
            if error.isShortage || !structure.isComplete { throw .truncated("its PNG data end too early") }
            throw .undecodable("damaged PNG data (\(error.words))")
        }
    }

    /// A status of libspng that is not success.
    private struct PNGFailure: Error {
        let status: Int32

        var isShortage: Bool {
            status == Int32(SPNG_IO_EOF.rawValue) || status == Int32(SPNG_EIDAT_TOO_SHORT.rawValue)
        }

        var words: String { String(cString: spng_strerror(status)) }
    }

    private static func decode(
        _ context: OpaquePointer, structure: PictureStructure
    ) throws(PNGFailure) -> Picture {
        var header = spng_ihdr()
        try check(spng_get_ihdr(context, &header))
        let kind = PNGPixels.kind(of: header, context: context)
        let format =
            switch kind {
            case .grey: SPNG_FMT_G8
            case .colour: SPNG_FMT_RGB8
            case .transparentGrey, .transparentColour, .greyInColour: SPNG_FMT_RGBA8
            }
        var size = 0
        try check(spng_decoded_image_size(context, Int32(format.rawValue), &size))
        var status: Int32 = 0
        let decoded = [UInt8](unsafeUninitializedCapacity: size) { out, written in
            status = spng_decode_image(
                context, out.baseAddress, size, Int32(format.rawValue), Int32(SPNG_DECODE_TRNS.rawValue))
            written = status == 0 ? size : 0
        }
        try check(status)
        try checkRest(context)
        return kind.picture(width: structure.width, height: structure.height, decoded: decoded)
    }

    /// Reads on to the end, which proves the checksum of the last pixels.
    /// A file that lacks nothing but its end mark is a whole picture to every other program, and to us.
    private static func checkRest(_ context: OpaquePointer) throws(PNGFailure) {
        let status = spng_decode_chunks(context)
        if status == 0 || status == Int32(SPNG_IO_EOF.rawValue) { return }
        try check(status)
    }

    private static func check(_ status: Int32) throws(PNGFailure) {
        guard status == 0 else { throw PNGFailure(status: status) }
    }
}
