extension Picture {
    /// The picture with more of its paper around it: beyond the edge lies the paper, mirrored.
    /// - Parameter paper: as large as the picture; the picture itself where it is no drawing.
    func padded(left: Int, top: Int, right: Int, bottom: Int, with paper: Picture) -> Picture {
        guard left > 0 || top > 0 || right > 0 || bottom > 0 else { return self }
        let newWidth = width + left + right, newHeight = height + top + bottom
        var values = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        let columns = (0..<newWidth).map { Self.mirrored($0 - left, width) }
        for y in 0..<newHeight {
            let fromRow = Self.mirrored(y - top, height) * width
            for x in 0..<newWidth {
                let isInside = x >= left && x < left + width && y >= top && y < top + height
                let from = (fromRow + columns[x]) * channels
                let to = (y * newWidth + x) * channels
                for channel in 0..<channels {
                    values[to + channel] = isInside ? pixels[from + channel] : paper.pixels[from + channel]
                }
            }
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: values)
    }

    /// A place within a length, there and back again: -1 is 0, the length is the last.
    private static func mirrored(_ place: Int, _ length: Int) -> Int {
        let period = 2 * length
        let within = ((place % period) + period) % period
        return within < length ? within : period - 1 - within
    }
}

extension Picture {
    /// Paper of this picture in another size: its ink taken away, mirrored where it does not reach.
    public func paperSheet(width newWidth: Int, height newHeight: Int) -> Picture {
        let paper = paperLayer()
        return paper.padded(
            left: 0, top: 0, right: max(0, newWidth - width), bottom: max(0, newHeight - height), with: paper
        ).cropped(to: PixelRect(x: 0, y: 0, width: newWidth, height: newHeight))
    }
}
