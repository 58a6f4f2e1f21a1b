extension Picture {
    /// The part inside `rect`, which is first cut to the picture; the whole picture where they do not meet.
    public func cropped(to rect: PixelRect) -> Picture {
        let whole = PixelRect(x: 0, y: 0, width: width, height: height)
        guard let part = whole.intersection(rect), part != whole else { return self }
        var values: [UInt8] = []
        values.reserveCapacity(part.width * part.height * channels)
        for row in part.y..<(part.y + part.height) {
            let start = (row * width + part.x) * channels
            values.append(contentsOf: pixels[start..<(start + part.width * channels)])
        }
        return Picture(width: part.width, height: part.height, channels: channels, pixels: values)
    }

    /// The picture in the middle of a square of one brightness.
    /// - Parameters:
    ///   - margin: free space on each side, as a share of the longer side (0.1 adds a tenth left, right, above, below).
    ///   - fill: the brightness around it; `nil` takes that of the picture's own border.
    public func paddedSquare(margin: Double = 0, fill: UInt8? = 255) -> Picture {
        let longest = max(width, height)
        let side = longest + 2 * Int((max(0, margin) * Double(longest)).rounded())
        guard side != width || side != height else { return self }
        var values = [UInt8](repeating: fill ?? borderBrightness(), count: side * side * channels)
        let left = (side - width) / 2, top = (side - height) / 2
        let rowBytes = width * channels
        for row in 0..<height {
            let start = ((row + top) * side + left) * channels
            values.replaceSubrange(
                start..<(start + rowBytes), with: pixels[(row * rowBytes)..<((row + 1) * rowBytes)])
        }
        return Picture(width: side, height: side, channels: channels, pixels: values)
    }
}
