import CVipsShim

/// JPEG, WebP, TIFF and GIF through libvips.
enum VipsDecoder {
    static func decode(
        _ bytes: [UInt8], structure: PictureStructure, limits: PictureLimits, atLeast side: Int?
    ) throws(PictureError) -> Picture {
        let (format, name): (TesseraVipsFormat, String) =
            switch structure.format {
            case .jpeg: (TESSERA_VIPS_JPEG, "JPEG")
            case .webp: (TESSERA_VIPS_WEBP, "WebP")
            case .tiff: (TESSERA_VIPS_TIFF, "TIFF")
            case .gif: (TESSERA_VIPS_GIF, "GIF")
            case .png: throw .undecodable("a PNG does not come this way")
            }
        let longest = max(structure.width, structure.height)
        var picture = TesseraVipsPicture()
        var message = [CChar](repeating: 0, count: 512)
        let status = bytes.withUnsafeBytes { buffer in
            tessera_vips_decode(
                buffer.baseAddress, buffer.count, format, shrink(longest, to: side), scale(longest, to: side),
                Int64(limits.maxPixels), &picture, &message, message.count)
        }
        guard status == 0, let pixels = picture.pixels else {
            if !structure.isComplete { throw .truncated("its \(name) data end too early") }
            throw .undecodable("damaged \(name) data (\(firstLine(of: message)))")
        }
        defer { tessera_vips_release(pixels) }
        let width = Int(picture.width), height = Int(picture.height), channels = Int(picture.bands)
        guard width > 0, height > 0, channels == 1 || channels == 3 else {
            throw .undecodable("\(name) with \(channels) channels")
        }
        let values = Array(UnsafeBufferPointer(start: pixels, count: width * height * channels))
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }

    /// The JPEG decoder's own reduction, 8, 4, 2 or 1: the largest that leaves at least `side` pixels.
    private static func shrink(_ longest: Int, to side: Int?) -> Int32 {
        guard let side, side > 0 else { return 1 }
        return [8, 4, 2].first { longest / $0 >= side }.map(Int32.init) ?? 1
    }

    /// The WebP decoder's own scale; it only pays when much is dropped, and a little more than needed is kept.
    private static func scale(_ longest: Int, to side: Int?) -> Double {
        guard let side, side > 0, longest >= 4 * side else { return 1 }
        return Double(2 * side) / Double(longest)
    }

    private static func firstLine(of message: [CChar]) -> String {
        let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no further reason given"
        return line.count > 160 ? String(line.prefix(160)) + "…" : line
    }
}
