import Matrices

extension Picture {
    /// The paper alone: the picture with its ink taken away, of the same size.
    ///
    /// Where ink was, there is the paper's brightness around it (the mean of the paper in a window) with the grain of
    /// another place of the same paper. Of a picture that is no drawing it is the picture itself.
    ///
    /// Deterministic: which grain goes where follows from the position alone.
    public func paperLayer() -> Picture { paperLayer(InkMap(self)) }

    /// - Parameter ink: of this picture.
    public func paperLayer(_ ink: InkMap) -> Picture {
        guard ink.isDrawing else { return self }
        // The soft edge of the ink is neither ink nor paper.
        let edge = max(2, min(width, height) / 150)
        let covered = GrownMask.grow(ink.isInk, width: width, height: height, by: edge)
        let free = covered.indices.filter { !covered[$0] }
        guard free.count >= max(16, covered.count / 50) else {
            return Picture(width: width, height: height, filledWith: [UInt8](repeating: ink.paper, count: channels))
        }
        var values = pixels
        let grain = CounterRandom(key: 0x9A9E_12)
        for channel in 0..<channels {
            let means = PaperMeans(self, channel: channel, covered: covered)
            for index in covered.indices where covered[index] {
                let from = grainPlace(of: index, covered: covered, free: free, grain)
                let residue = Double(pixels[from * channels + channel]) - means[from]
                values[index * channels + channel] = UInt8(min(255, max(0, (means[index] + residue).rounded())))
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }

    /// Where the grain of a covered pixel comes from: patches of 8 × 8 pixels come from one place together.
    private func grainPlace(of index: Int, covered: [Bool], free: [Int], _ random: CounterRandom) -> Int {
        let x = index % width, y = index / width
        let patch = UInt64(y / 8 * ((width + 7) / 8) + x / 8)
        for attempt in UInt64(0)..<6 {
            let origin = free[Int(random[patch * 6 + attempt] % UInt64(free.count))]
            let fromX = origin % width + x % 8, fromY = origin / width + y % 8
            if fromX < width, fromY < height, !covered[fromY * width + fromX] { return fromY * width + fromX }
        }
        return free[Int(random[UInt64(index) ^ 0xFFFF_FFFF] % UInt64(free.count))]
    }

    /// The picture with some of its ink taken away: there, and at the soft edge around it, is paper.
    /// - Parameters:
    ///   - mask: a pixel each: what goes.
    ///   - kept: a pixel each: what stays, however near it is.
    public func erasing(_ mask: [Bool], keeping kept: [Bool], paper: Picture) -> Picture {
        precondition(mask.count == width * height && kept.count == mask.count, "masks are as large as the picture")
        precondition(paper.width == width && paper.height == height && paper.channels == channels)
        let edge = max(2, min(width, height) / 150)
        let gone = GrownMask.grow(mask, width: width, height: height, by: edge)
        // What stays keeps its own soft edge, unless it lies over what goes.
        let near = GrownMask.grow(kept, width: width, height: height, by: 1)
        var values = pixels
        for index in gone.indices where gone[index] && (mask[index] || !near[index]) {
            for channel in 0..<channels {
                values[index * channels + channel] = paper.pixels[index * channels + channel]
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }
}

/// The mean of the uncovered pixels around each pixel, by a summed table.
private struct PaperMeans {
    private let width: Int
    private let height: Int
    private let sums: [Int]
    private let counts: [Int]
    private let overall: Double
    private let radius: Int

    init(_ picture: Picture, channel: Int, covered: [Bool]) {
        width = picture.width
        height = picture.height
        radius = max(8, max(width, height) / 16)
        let line = width + 1
        var sums = [Int](repeating: 0, count: line * (height + 1))
        var counts = sums
        for y in 0..<height {
            var sum = 0, count = 0
            for x in 0..<width {
                let index = y * width + x
                if !covered[index] {
                    sum += Int(picture.pixels[index * picture.channels + channel])
                    count += 1
                }
                sums[(y + 1) * line + x + 1] = sums[y * line + x + 1] + sum
                counts[(y + 1) * line + x + 1] = counts[y * line + x + 1] + count
            }
        }
        overall = Double(sums.last ?? 0) / Double(max(1, counts.last ?? 0))
        self.sums = sums
        self.counts = counts
    }

    subscript(index: Int) -> Double {
        let x = index % width, y = index / width
        var radius = radius
        while radius < max(width, height) {
            let left = max(0, x - radius), right = min(width, x + radius + 1)
            let top = max(0, y - radius), bottom = min(height, y + radius + 1)
            let count = area(counts, left, top, right, bottom)
            if count >= 16 { return Double(area(sums, left, top, right, bottom)) / Double(count) }
            radius *= 2
        }
        return overall
    }

    private func area(_ table: [Int], _ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> Int {
        let line = width + 1
        return table[bottom * line + right] - table[top * line + right] - table[bottom * line + left]
            + table[top * line + left]
    }
}
