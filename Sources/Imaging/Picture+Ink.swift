extension Picture {
    /// The brightness of the paper: the median along the outermost pixels.
    public func borderBrightness() -> UInt8 {
        let grey = gray()
        var counts = [Int](repeating: 0, count: 256)
        var total = 0
        func count(_ x: Int, _ y: Int) {
            counts[Int(grey.pixels[y * width + x])] += 1
            total += 1
        }
        for x in 0..<width {
            count(x, 0)
            if height > 1 { count(x, height - 1) }
        }
        for y in 1..<max(1, height - 1) {
            count(0, y)
            if width > 1 { count(width - 1, y) }
        }
        var seen = 0
        for value in 0..<256 {
            seen += counts[value]
            if 2 * seen >= total { return UInt8(value) }
        }
        return 255
    }

    /// The smallest rectangle around what is drawn, dark on light or light on dark; `nil` where nothing is.
    ///
    /// Ink is what differs from the border's median brightness by more than a third of the greatest difference found,
    /// and at least by `minimumContrast`. Specks are forgotten: blobs (8-connected) smaller than a thirtieth of the
    /// largest.
    /// - Parameters:
    ///   - minimumContrast: 0–255; below it a picture counts as blank.
    ///   - margin: pixels added on each side, cut at the picture's edges.
    public func inkBox(minimumContrast: Int = 32, margin: Int = 0) -> PixelRect? {
        let paper = Int(borderBrightness())
        let grey = gray()
        var (lightest, darkest) = (UInt8.min, UInt8.max)
        for value in grey.pixels {
            lightest = max(lightest, value)
            darkest = min(darkest, value)
        }
        let greatest = max(Int(lightest) - paper, paper - Int(darkest))
        guard greatest >= max(1, minimumContrast) else { return nil }
        let threshold = max(minimumContrast, greatest / 3)

        let blobs = InkBlob.all(in: grey, paper: paper, threshold: threshold)
        guard let largest = blobs.map(\.area).max() else { return nil }
        var box: InkBlob?
        for blob in blobs where blob.area * 30 >= largest {
            box = box.map { $0.joined(blob) } ?? blob
        }
        guard let box else { return nil }
        let grown = PixelRect(
            x: box.left - margin, y: box.top - margin, width: box.right - box.left + 1 + 2 * margin,
            height: box.bottom - box.top + 1 + 2 * margin)
        return grown.intersection(PixelRect(x: 0, y: 0, width: width, height: height))
    }
}
