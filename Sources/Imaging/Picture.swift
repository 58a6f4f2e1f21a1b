/// Pixels in memory: 8 bits, grey or sRGB, nothing transparent, upright.
public struct Picture: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// 1 grey, 3 RGB.
    public let channels: Int
    /// Rows from the top, channels interleaved: `width * height * channels` bytes.
    public let pixels: [UInt8]

    /// - Precondition: `width` and `height` are at least 1, `channels` is 1 or 3, and `pixels` is as long as they say.
    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && (channels == 1 || channels == 3))
        precondition(pixels.count == width * height * channels)
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// One brightness (or colour, where `fill` has three values) everywhere.
    public init(width: Int, height: Int, filledWith fill: [UInt8] = [255]) {
        let pixels =
            fill.count == 1
            ? [UInt8](repeating: fill[0], count: width * height)
            : [UInt8](repeating: 0, count: width * height * fill.count).indices.map { fill[$0 % fill.count] }
        self.init(width: width, height: height, channels: fill.count, pixels: pixels)
    }
}
