import CSPNG

/// What libspng is asked for, and how a ``Picture`` is made from it.
enum PNGPixels {
    case grey
    case colour
    /// RGBA in which the three colours are always equal.
    case transparentGrey
    case transparentColour
    /// As RGBA, opaque: what libspng does not hand out as one channel.
    case greyInColour

    static func kind(of header: spng_ihdr, context: OpaquePointer) -> PNGPixels {
        var transparency = spng_trns()
        let hasTransparency = spng_get_trns(context, &transparency) == 0
        switch spng_color_type(rawValue: UInt32(header.color_type)) {
        case SPNG_COLOR_TYPE_GRAYSCALE:
            if hasTransparency { return .transparentGrey }
            return header.bit_depth <= 8 ? .grey : .greyInColour
        case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA:
            return .transparentGrey
        case SPNG_COLOR_TYPE_TRUECOLOR_ALPHA:
            return .transparentColour
        case SPNG_COLOR_TYPE_INDEXED:
            let isGrey = paletteIsGrey(context)
            if hasTransparency { return isGrey ? .transparentGrey : .transparentColour }
            return isGrey ? .greyInColour : .colour
        default:
            return hasTransparency ? .transparentColour : .colour
        }
    }

    /// Scans are often stored with a palette of black and white: grey pictures all the same.
    private static func paletteIsGrey(_ context: OpaquePointer) -> Bool {
        var palette = spng_plte()
        guard spng_get_plte(context, &palette) == 0 else { return false }
        return withUnsafeBytes(of: &palette.entries) { raw in
            (0..<min(256, Int(palette.n_entries))).allSatisfy {
                raw[4 * $0] == raw[4 * $0 + 1] && raw[4 * $0] == raw[4 * $0 + 2]
            }
        }
    }

    func picture(width: Int, height: Int, decoded: [UInt8]) -> Picture {
        let count = width * height
        switch self {
        case .grey: return Picture(width: width, height: height, channels: 1, pixels: decoded)
        case .colour: return Picture(width: width, height: height, channels: 3, pixels: decoded)
        case .transparentGrey, .greyInColour:
            let values = Self.onWhite(decoded, count: count, channels: 1)
            return Picture(width: width, height: height, channels: 1, pixels: values)
        case .transparentColour:
            let values = Self.onWhite(decoded, count: count, channels: 3)
            return Picture(width: width, height: height, channels: 3, pixels: values)
        }
    }

    /// RGBA over white, the first `channels` of it; exact rounding.
    private static func onWhite(_ rgba: [UInt8], count: Int, channels: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count * channels) { out, written in
            rgba.withUnsafeBufferPointer { source in
                for i in 0..<count {
                    let alpha = UInt32(source[4 * i + 3])
                    let white = 255 * (255 - alpha)
                    for channel in 0..<channels {
                        let value = UInt32(source[4 * i + channel]) * alpha + white
                        out[i * channels + channel] = UInt8(truncatingIfNeeded: (value + 127) / 255)
                    }
                }
            }
            written = count * channels
        }
    }
}
