/// Many small pictures side by side in one: square tiles from left to right and from the top, each picture in the middle of
/// its tile, on white as paper is.
public enum PictureTiles {
    /// Tiles in a line.
    public static let across = 16

    /// - Parameters:
    ///   - pictures: those that are larger than a tile are scaled down; nil leaves a tile white.
    ///   - side: of a tile, in pixels.
    /// - Returns: `across` tiles wide and as high as it takes; grey where all pictures are.
    public static func picture(of pictures: [Picture?], side: Int) -> Picture {
        precondition(side > 0 && !pictures.isEmpty)
        let isGrey = pictures.allSatisfy { ($0?.channels ?? 1) == 1 }
        let channels = isGrey ? 1 : 3
        let width = across * side
        let height = (pictures.count + across - 1) / across * side
        var pixels = [UInt8](repeating: 255, count: width * height * channels)
        for (place, picture) in pictures.enumerated() {
            guard let fitted = picture?.fitted(within: side) else { continue }
            let tile = isGrey ? fitted : fitted.rgb()
            let left = place % across * side + (side - tile.width) / 2
            let top = place / across * side + (side - tile.height) / 2
            for line in 0..<tile.height {
                let from = line * tile.width * channels
                let to = ((top + line) * width + left) * channels
                pixels.replaceSubrange(
                    to..<(to + tile.width * channels), with: tile.pixels[from..<(from + tile.width * channels)])
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: pixels)
    }
}
