import CVipsShim
import Foundation
import Matrices

extension Picture {
    /// The picture moved by a homography, bicubic, on its own paper.
    ///
    /// The sheet keeps its size and grows only where ink would leave it: nothing that is drawn is cut off.
    func warped(by map: Homography) -> Picture {
        guard map != .identity else { return self }
        let ink = InkMap(self)
        let box = ink.isDrawing ? ink.box : nil
        var left = 0.0, top = 0.0, right = Double(width), bottom = Double(height)
        if let box {
            let (x, y) = (Double(box.x), Double(box.y))
            let corners = [
                (x, y), (x + Double(box.width), y), (x, y + Double(box.height)),
                (x + Double(box.width), y + Double(box.height)),
            ]
            for corner in corners {
                let place = map.apply(corner.0, corner.1)
                // A sheet that would become more than three times as large is a transform gone wild.
                left = max(-Double(width), min(left, place.x - 1))
                right = min(2 * Double(width), max(right, place.x + 1))
                top = max(-Double(height), min(top, place.y - 1))
                bottom = min(2 * Double(height), max(bottom, place.y + 1))
            }
        }
        left = left.rounded(.down)
        top = top.rounded(.down)
        let newWidth = max(1, Int((right - left).rounded(.up))), newHeight = max(1, Int((bottom - top).rounded(.up)))
        guard let back = map.then(.shift(-left, -top)).inverse else { return self }
        let shrinking = map.shrinking(at: Double(width) / 2, Double(height) / 2)
        // What becomes smaller is first made soft, so that thin strokes do not break up.
        let sigma = shrinking < 0.95 ? 0.45 * (1 / (shrinking * shrinking) - 1).squareRoot() : 0
        return remapped(width: newWidth, height: newHeight, softenedBy: sigma, paper: paperLayer(ink)) { x, y in
            back.apply(x, y)
        }
    }

    /// The picture bent by smooth random displacements.
    /// - Parameters:
    ///   - strength: the largest displacement, a share of the longer side.
    ///   - smoothness: the distance of the points that are moved on their own, a share of the longer side.
    func bent(strength: Double, smoothness: Double, seed: UInt64) -> Picture {
        let side = Double(max(width, height))
        let spacing = max(2, smoothness * side)
        let field = BendField(width: width, height: height, spacing: spacing, seed: seed)
        let most = strength * side
        return remapped(width: width, height: height, softenedBy: 0, paper: paperLayer()) { x, y in
            let (dx, dy) = field.displacement(x, y)
            return (x + most * dx, y + most * dy)
        }
    }

    /// A picture whose every pixel comes from somewhere in this one, bicubic.
    /// - Parameters:
    ///   - paper: as large as this one; it lies beyond the edge, mirrored.
    ///   - source: where the middle of a pixel comes from; both in pixels, 0.5 is the middle of the first.
    func remapped(
        width newWidth: Int, height newHeight: Int, softenedBy sigma: Double, paper: Picture,
        source: (Double, Double) -> (x: Double, y: Double)
    ) -> Picture {
        var places = [Float](repeating: 0, count: 2 * newWidth * newHeight)
        var least = (x: 0.0, y: 0.0), most = (x: Double(width), y: Double(height))
        for y in 0..<newHeight {
            for x in 0..<newWidth {
                let from = source(Double(x) + 0.5, Double(y) + 0.5)
                // Far away is paper like any other.
                let fromX = min(max(from.x.isFinite ? from.x : 0, -2 * Double(width)), 3 * Double(width))
                let fromY = min(max(from.y.isFinite ? from.y : 0, -2 * Double(height)), 3 * Double(height))
                places[2 * (y * newWidth + x)] = Float(fromX)
                places[2 * (y * newWidth + x) + 1] = Float(fromY)
                least = (min(least.x, fromX), min(least.y, fromY))
                most = (max(most.x, fromX), max(most.y, fromY))
            }
        }
        let margin = 4
        let left = Int((-least.x).rounded(.up)) + margin, top = Int((-least.y).rounded(.up)) + margin
        let right = Int((most.x - Double(width)).rounded(.up)) + margin
        let bottom = Int((most.y - Double(height)).rounded(.up)) + margin
        let wide = padded(left: left, top: top, right: right, bottom: bottom, with: paper)
        let soft = sigma > 0 ? wide.blurred(sigma: sigma) : wide
        for index in stride(from: 0, to: places.count, by: 2) {
            places[index] += Float(left) - 0.5
            places[index + 1] += Float(top) - 0.5
        }
        let count = newWidth * newHeight * channels
        let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
            let done = soft.pixels.withUnsafeBytes { pixels in
                places.withUnsafeBufferPointer { places in
                    tessera_vips_remap(
                        pixels.baseAddress, Int32(clamping: soft.width), Int32(clamping: soft.height),
                        Int32(channels), places.baseAddress, Int32(clamping: newWidth), Int32(clamping: newHeight),
                        out.baseAddress)
                }
            }
            written = done == 0 ? count : 0
        }
        // libvips fails only where there is no memory; the picture as it was is then the honest answer.
        guard values.count == count else { return self }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: values)
    }

    /// Gaussian blur.
    /// - Parameter sigma: in pixels.
    func blurred(sigma: Double) -> Picture {
        guard sigma >= 0.2 else { return self }
        let count = pixels.count
        let values = [UInt8](unsafeUninitializedCapacity: count) { out, written in
            let done = pixels.withUnsafeBytes { pixels in
                tessera_vips_blur(
                    pixels.baseAddress, Int32(clamping: width), Int32(clamping: height), Int32(channels), sigma,
                    out.baseAddress)
            }
            written = done == 0 ? count : 0
        }
        guard values.count == count else { return self }
        return Picture(width: width, height: height, channels: channels, pixels: values)
    }
}

/// Smooth random displacements between -1 and 1: random ones at the points of a grid, cubic B-splines between them.
private struct BendField {
    private let columns: Int
    private let spacing: Double
    private let random: CounterRandom

    init(width: Int, height: Int, spacing: Double, seed: UInt64) {
        columns = Int(Double(width) / spacing) + 5
        self.spacing = spacing
        random = CounterRandom(key: CounterRandom.mix(seed))
    }

    func displacement(_ x: Double, _ y: Double) -> (Double, Double) {
        let gridX = max(0, x / spacing), gridY = max(0, y / spacing)
        let column = Int(gridX), row = Int(gridY)
        let weightsX = Self.weights(gridX - Double(column)), weightsY = Self.weights(gridY - Double(row))
        var sum = (0.0, 0.0)
        for j in 0..<4 {
            for i in 0..<4 {
                let point = UInt64((row + j) * columns + column + i)
                let weight = weightsX[i] * weightsY[j]
                sum.0 += weight * (2 * random.unit(2 * point) - 1)
                sum.1 += weight * (2 * random.unit(2 * point + 1) - 1)
            }
        }
        return sum
    }

    private static func weights(_ t: Double) -> [Double] {
        let s = 1 - t
        return [
            s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, t * t * t / 6,
        ]
    }
}
