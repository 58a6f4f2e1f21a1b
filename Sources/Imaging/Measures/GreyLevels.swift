import Foundation

/// How often each grey level occurs in a picture.
struct GreyLevels {
    let counts: [Int]
    let total: Int

    init(_ grey: Picture) {
        // Four histograms, so that a run of one level does not wait for itself.
        var parts = [UInt32](repeating: 0, count: 4 * 256)
        let pixels = grey.pixels
        parts.withUnsafeMutableBufferPointer { parts in
            pixels.withUnsafeBufferPointer { pixels in
                for index in pixels.indices { parts[(index & 3) << 8 | Int(pixels[index])] += 1 }
            }
        }
        counts = (0..<256).map { Int(parts[$0]) + Int(parts[256 + $0]) + Int(parts[512 + $0]) + Int(parts[768 + $0]) }
        total = pixels.count
    }

    var mean: Double {
        Double(counts.indices.reduce(0) { $0 + $1 * counts[$1] }) / Double(max(1, total))
    }

    /// The smallest level that has this share of the pixels at or below it.
    func level(below share: Double) -> Int {
        let wanted = share * Double(total)
        var seen = 0
        for level in 0..<256 {
            seen += counts[level]
            if Double(seen) >= wanted, seen > 0 { return level }
        }
        return 255
    }

    var entropy: Double {
        counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / Double(total)
            return sum - share * log2(share)
        }
    }
}
