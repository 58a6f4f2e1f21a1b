/// How a stored picture is to be turned to be seen upright: the eight values of EXIF tag 274.
///
/// - SeeAlso: EXIF 2.32 (CIPA DC-008), section 4.6.4, tag Orientation.
enum Orientation: Int, Sendable, CaseIterable {
    case upright = 1, mirrored, turnedHalf, flipped, transposed, turnedRight, transversed, turnedLeft

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }
}

extension Picture {
    /// The picture as it is to be seen.
    func upright(from orientation: Orientation) -> Picture {
        guard orientation != .upright else { return self }
        let newWidth = orientation.swapsSides ? height : width
        let newHeight = orientation.swapsSides ? width : height
        // Where the first pixel of the result lies in the source, and how far a step right and a step down go there.
        let lastX = width - 1, lastRow = (height - 1) * width
        let (origin, right, down) =
            switch orientation {
            case .upright: (0, 1, width)
            case .mirrored: (lastX, -1, width)
            case .turnedHalf: (lastRow + lastX, -1, -width)
            case .flipped: (lastRow, 1, -width)
            case .transposed: (0, width, 1)
            case .turnedRight: (lastRow, -width, 1)
            case .transversed: (lastRow + lastX, -width, -1)
            case .turnedLeft: (lastX, width, -1)
            }
        let channels = channels
        let values = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, written in
            pixels.withUnsafeBufferPointer { source in
                var target = 0
                for y in 0..<newHeight {
                    var from = (origin + y * down) * channels
                    for _ in 0..<newWidth {
                        for channel in 0..<channels { out[target + channel] = source[from + channel] }
                        target += channels
                        from += right * channels
                    }
                }
            }
            written = pixels.count
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: values)
    }
}
