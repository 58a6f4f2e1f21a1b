import Foundation
import Matrices

extension Picture {
    func mapping(_ change: (UInt8) -> Double) -> Picture {
        let table = (0...255).map { UInt8(min(255, max(0, change(UInt8($0)).rounded()))) }
        return Picture(width: width, height: height, channels: channels, pixels: pixels.map { table[Int($0)] })
    }

    /// What a blur takes away is added, `amount` times.
    func sharpened(amount: Double) -> Picture {
        let soft = blurred(sigma: max(0.7, Double(max(width, height)) / 100))
        let values = zip(pixels, soft.pixels).map { sharp, soft in
            UInt8(min(255, max(0, (Double(sharp) + amount * (Double(sharp) - Double(soft))).rounded())))
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }

    /// Normal noise, the same in all channels of a pixel.
    func grained(sigma: Double, seed: UInt64) -> Picture {
        let random = CounterRandom(key: CounterRandom.mix(seed))
        var values = pixels
        for pixel in 0..<(width * height) {
            // Box and Muller's method, so that every pixel's grain is a function of its place.
            let length = (-2 * log(1 - random.unit(UInt64(2 * pixel)))).squareRoot()
            let grain = sigma * length * cos(2 * .pi * random.unit(UInt64(2 * pixel + 1)))
            for index in (pixel * channels)..<((pixel + 1) * channels) {
                values[index] = UInt8(min(255, max(0, (Double(values[index]) + grain).rounded())))
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }

    /// Level lines on the paper: darker, or lighter on dark paper, and below the ink.
    func ruled(spacing: Double, darkness: Double, seed: UInt64) -> Picture {
        let ink = InkMap(self)
        let distance = max(3, spacing * Double(height))
        let thickness = max(1, Int((Double(height) / 180).rounded()))
        let first = CounterRandom(key: CounterRandom.mix(seed)).unit(0) * distance
        let sign = ink.inkIsDark ? -1.0 : 1.0
        var values = pixels
        var line = first
        while Int(line) < height {
            for y in Int(line)..<min(height, Int(line) + thickness) {
                for x in 0..<width where !ink.isInk[y * width + x] {
                    for index in ((y * width + x) * channels)..<((y * width + x + 1) * channels) {
                        values[index] = UInt8(min(255, max(0, (Double(values[index]) + sign * darkness).rounded())))
                    }
                }
            }
            line += distance
        }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }
}
