extension Picture {
    /// Strokes made thicker or thinner: the darkest (or, for thinner, the lightest) value within a disc; between two
    /// whole radii the two are mixed. On dark paper the other way round.
    /// - Parameter radius: pixels that are added on each side; negative ones are taken off.
    func thickened(by radius: Double, inkIsDark: Bool) -> Picture {
        let size = abs(radius)
        guard size >= 0.01 else { return self }
        let takesDarkest = (radius > 0) == inkIsDark
        let whole = Int(size)
        let share = size - Double(whole)
        let less = extreme(radius: whole, darkest: takesDarkest)
        guard share > 0.01 else { return less }
        let more = extreme(radius: whole + 1, darkest: takesDarkest)
        let values = zip(less.pixels, more.pixels).map { a, b in
            UInt8((Double(a) + share * (Double(b) - Double(a))).rounded())
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }

    private func extreme(radius: Int, darkest: Bool) -> Picture {
        guard radius > 0 else { return self }
        // A disc as rows: how far it reaches to each side at each height. Radius 1 is a cross.
        let reach = (0...radius).map { dy in
            Int((Double(radius * radius - dy * dy) + 0.25).squareRoot())
        }
        var values = pixels
        let rowLength = width * channels
        pixels.withUnsafeBufferPointer { source in
            values.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    for other in max(0, y - radius)...min(height - 1, y + radius) {
                        let side = reach[abs(other - y)] * channels
                        for x in 0..<rowLength {
                            var best = target[y * rowLength + x]
                            // Places of the same channel to both sides, cut at the row's ends.
                            var place = max(x % channels, x - side)
                            let end = min(rowLength - 1, x + side)
                            while place <= end {
                                let value = source[other * rowLength + place]
                                if darkest ? value < best : value > best { best = value }
                                place += channels
                            }
                            target[y * rowLength + x] = best
                        }
                    }
                }
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }
}
