/// Ink without its paper: a part of a drawing as it can be laid on any paper, dark on white whatever it was drawn on.
///
/// Laid on by multiplication, white leaves the paper as it is.
public struct InkPiece: Sendable, Equatable {
    /// Trimmed to the ink with its soft edge.
    public let picture: Picture
    /// Where it lay in its source.
    public let box: PixelRect

    /// - Parameters:
    ///   - mask: what belongs to it.
    ///   - others: a pixel each of the source: ink that does not.
    /// - Returns: nil where the mask is empty or lies outside.
    public init?(of source: Picture, ink: InkMap, mask: PixelMask) {
        let edge = max(2, min(source.width, source.height) / 150)
        let own = mask.pixels(width: source.width, height: source.height)
        let near = GrownMask.grow(own, width: source.width, height: source.height, by: edge)
        let grown = PixelRect(
            x: mask.box.x - edge, y: mask.box.y - edge, width: mask.box.width + 2 * edge,
            height: mask.box.height + 2 * edge)
        let whole = PixelRect(x: 0, y: 0, width: source.width, height: source.height)
        guard mask.area > 0, let box = grown.intersection(whole) else { return nil }
        let paper = source.paperLayer(ink)
        var values: [UInt8] = []
        values.reserveCapacity(box.width * box.height * source.channels)
        for y in box.y..<(box.y + box.height) {
            for x in box.x..<(box.x + box.width) {
                let index = y * source.width + x
                let isIn = near[index] && (own[index] || !ink.isInk[index])
                for channel in 0..<source.channels {
                    let value = Int(source.pixels[index * source.channels + channel])
                    let ground = Int(paper.pixels[index * source.channels + channel])
                    values.append(isIn ? Self.onWhite(value, ground, isDark: ink.inkIsDark) : 255)
                }
            }
        }
        self.box = box
        picture = Picture(width: box.width, height: box.height, channels: source.channels, pixels: values)
    }

    /// A value as it would be if its paper were white.
    private static func onWhite(_ value: Int, _ paper: Int, isDark: Bool) -> UInt8 {
        let (value, paper) = isDark ? (value, paper) : (255 - value, 255 - paper)
        return UInt8(min(255, value * 255 / max(1, paper)))
    }
}
