import Imaging

/// Numerals drawn with straight strokes: what a test knows the parts of.
enum Letters {
    /// - Parameters:
    ///   - bars: with a bar over and under all letters, which joins them.
    ///   - slant: pixels that the top is to the right of the foot.
    static func draw(
        _ text: String, width: Int = 160, height: Int = 100, bars: Bool = false, slant: Double = 0, ink: UInt8 = 30,
        paper: UInt8 = 240
    ) -> Picture {
        var pixels = [UInt8](repeating: paper, count: width * height)
        func dot(_ x: Double, _ y: Double) {
            for dy in -1...2 {
                for dx in -1...2 {
                    let (column, row) = (Int(x) + dx, Int(y) + dy)
                    if (0..<width).contains(column), (0..<height).contains(row) { pixels[row * width + column] = ink }
                }
            }
        }
        func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
            for step in 0...200 {
                let t = Double(step) / 200
                let y = y0 + t * (y1 - y0)
                dot(x0 + t * (x1 - x0) + slant * (75 - y) / 50, y)
            }
        }
        var x = 25.0
        for letter in text {
            switch letter {
            case "v":
                line(x, 25, x + 13, 75)
                line(x + 26, 25, x + 13, 75)
                x += 40
            case "x":
                line(x, 25, x + 26, 75)
                line(x + 26, 25, x, 75)
                x += 40
            default:
                line(x + 3, 25, x + 3, 75)
                x += 18
            }
        }
        if bars {
            line(20, 25, x - 5, 25)
            line(20, 75, x - 5, 75)
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }
}

extension Picture {
    /// Pixels that are darker than half way.
    var darkPixels: Int { gray().pixels.count { $0 < 128 } }
}
