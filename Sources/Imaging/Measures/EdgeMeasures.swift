/// How abruptly a picture changes from pixel to pixel.
///
/// - SeeAlso: Immerkær 1996, "Fast noise variance estimation", whose mask is taken here with the median, which edges do
///   not move.
struct EdgeMeasures {
    /// The mean step across edges, the steep ones counting more, over the contrast.
    let sharpness: Double
    /// In grey levels.
    let noise: Double

    /// Smaller steps are grain and shade, no edges.
    private static let least = 12

    init(_ grey: Picture, contrast: Double) {
        let (width, height) = (grey.width, grey.height)
        guard width > 2, height > 2 else {
            sharpness = 0
            noise = 0
            return
        }
        var steps = 0
        var squares = 0
        var grain = [UInt32](repeating: 0, count: 2_048)
        grain.withUnsafeMutableBufferPointer { grain in
            grey.pixels.withUnsafeBufferPointer { pixels in
                // Every second row says enough of the edges, and every fourth of the grain.
                for y in stride(from: 1, to: height - 1, by: 2) {
                    let row = y * width
                    let isGrainy = y & 3 == 1
                    for x in 1..<(width - 1) {
                        let place = row + x
                        let left = Int32(pixels[place - 1]), right = Int32(pixels[place + 1])
                        let up = Int32(pixels[place - width]), down = Int32(pixels[place + width])
                        let step = max(abs(right - left), abs(down - up))
                        if step > Self.least {
                            steps += Int(step)
                            squares += Int(step * step)
                        }
                        guard isGrainy else { continue }
                        let corners =
                            Int32(pixels[place - width - 1]) + Int32(pixels[place - width + 1])
                            + Int32(pixels[place + width - 1]) + Int32(pixels[place + width + 1])
                        let mask = corners - 2 * (left + right + up + down) + 4 * Int32(pixels[place])
                        grain[Int(min(2_047, abs(mask)))] += 1
                    }
                }
            }
        }
        // A step is over two pixels.
        sharpness = steps > 0 && contrast > 0 ? min(1, Double(squares) / Double(steps) / 2 / contrast) : 0
        let total = grain.reduce(0) { $0 + Int($1) }
        var seen = 0
        var median = 0
        for (level, count) in grain.enumerated() {
            seen += Int(count)
            if 2 * seen >= total {
                median = level
                break
            }
        }
        // The mask multiplies the deviation of independent grain by 6.
        noise = Double(median) / 0.6745 / 6
    }
}
