import CVipsShim

/// JPEG, WebP, TIFF and GIF through libvips.
struct VipsDecoder {
    private let format: TesseraVipsFormat
    private let name: String
    /// The JPEG decoder's own reduction: 8, 4, 2 or 1.
    private let shrink: Int32
    /// The WebP decoder's own scale.
    private let scale: Double
    private let maxPixels: Int64
    private let isComplete: Bool

    static func decode(
        _ bytes: [UInt8], structure: PictureStructure, limits: PictureLimits, atLeast side: Int?
    ) throws(PictureError) -> Picture {
        try VipsDecoder(structure, limits: limits, atLeast: side).decode(bytes)
    }

    private init(_ structure: PictureStructure, limits: PictureLimits, atLeast side: Int?) throws(PictureError) {
        (format, name) =
            switch structure.format {
            case .jpeg: (TESSERA_VIPS_JPEG, "JPEG")
            case .webp: (TESSERA_VIPS_WEBP, "WebP")
            case .tiff: (TESSERA_VIPS_TIFF, "TIFF")
            case .gif: (TESSERA_VIPS_GIF, "GIF")
            case .png: throw .undecodable("a PNG does not come this way")
            }
        let longest = max(structure.width, structure.height)
        let wanted = max(1, side ?? longest)
        shrink = JPEGDecoder.shrink(longest, atLeast: wanted)
        // Scaling only pays when much is dropped; a little more than needed is kept.
        scale = longest >= 4 * wanted ? Double(2 * wanted) / Double(longest) : 1
        maxPixels = Int64(limits.maxPixels)
        isComplete = structure.isComplete
    }

    private func decode(_ bytes: [UInt8]) throws(PictureError) -> Picture {
        let picture: Picture? = bytes.withUnsafeBytes { buffer in
            var size = TesseraVipsSize()
            let image = tessera_vips_open(buffer.baseAddress, buffer.count, format, shrink, scale, maxPixels, &size)
            defer { tessera_vips_close(image) }
            guard let image, size.width > 0, size.height > 0, size.bands == 1 || size.bands == 3 else { return nil }
            let width = Int(size.width), height = Int(size.height), channels = Int(size.bands)
            let count = width * height * channels
            let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
                written = tessera_vips_render(image, out.baseAddress) == 0 ? count : 0
            }
            guard values.count == count else { return nil }
            return Picture(width: width, height: height, channels: channels, pixels: values)
        }
        if let picture { return picture }
        if !isComplete { throw .truncated("its \(name) data end too early") }
        throw .undecodable("damaged \(name) data (\(explanation(for: bytes)))")
    }

    /// The first line of libvips' words.
    private func explanation(for bytes: [UInt8]) -> String {
        var message = [CChar](repeating: 0, count: 512)
        bytes.withUnsafeBytes { buffer in
            tessera_vips_explain(
                buffer.baseAddress, buffer.count, format, shrink, scale, maxPixels, &message, message.count)
        }
        let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no further reason given"
        return line.count > 160 ? String(line.prefix(160)) + "…" : line
    }
}
