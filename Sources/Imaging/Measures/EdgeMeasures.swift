import CKernels

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
    private static let least: Int32 = 12

    init(_ grey: Picture, contrast: Double) {
        let (width, height) = (grey.width, grey.height)
        guard width > 2, height > 2 else {
            sharpness = 0
            noise = 0
            return
        }
        var grain = [UInt32](repeating: 0, count: 2_048)
        // Every second row says enough of the edges, and every fourth of the grain.
        let found = grain.withUnsafeMutableBufferPointer { grain in
            grey.pixels.withUnsafeBufferPointer { pixels in
                tessera_edges(pixels.baseAddress, Int64(width), Int64(height), Self.least, grain.baseAddress)
            }
        }
        let (steps, squares) = (found.steps, found.squares)
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
