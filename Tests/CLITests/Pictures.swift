import Foundation
import Imaging

/// Small made-up pictures, a different one for each number.
enum Pictures {
    static func png(_ number: Int, side: Int = 10) throws -> [UInt8] {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let pixels = (0..<side * side).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        return try PNGEncoder.encode(Picture(width: side, height: side, channels: 1, pixels: pixels), level: 1)
    }

    /// Writes `count` pictures as `train/i/0.png`, `val/ii/1.png` and so on.
    static func writeFolder(_ folder: URL, count: Int) throws {
        let classes = ["i", "ii", "iii"]
        for number in 0..<count {
            let place = folder.appendingPathComponent("\(number % 4 == 0 ? "val" : "train")/\(classes[number % 3])")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data(png(number)).write(to: place.appendingPathComponent("\(number).png"))
        }
    }
}
