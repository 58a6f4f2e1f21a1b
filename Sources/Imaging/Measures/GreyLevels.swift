import CKernels
import Foundation

/// How often each grey level occurs in a picture.
struct GreyLevels {
    let counts: [Int]
    let total: Int

    init(_ grey: Picture) {
        var found = [UInt32](repeating: 0, count: 256)
        grey.pixels.withUnsafeBufferPointer { pixels in
            found.withUnsafeMutableBufferPointer { found in
                tessera_histogram(pixels.baseAddress, Int64(pixels.count), found.baseAddress)
            }
        }
        counts = found.map(Int.init)
        total = grey.pixels.count
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
