import CKernels
public import Foundation

/// A picture as it is after squinting: 32 × 32 shades of how far each place is from the paper, once of the whole picture and
/// once of what is drawn alone, each in the middle of a square.
///
/// For telling whether two pictures show the same drawing or photo once more, scanned or cropped again.
public struct PictureSketch: Sendable, Equatable, Codable {
    /// `side * side` shades, row after row.
    public let whole: Data
    public let drawn: Data

    public static let side = 32

    /// - Parameter hasPaper: whether something is drawn on even paper; else the whole stands for what is drawn.
    public init(_ picture: Picture, hasPaper: Bool = true) {
        let grey = picture.fitted(within: PictureMeasures.side).gray()
        let shades = grey.shades(from: grey.borderBrightness())
        whole = Self.reduced(shades)
        drawn = (hasPaper ? grey.inkBox() : nil).map { Self.reduced(shades.cropped(to: $0)) } ?? whole
    }

    private static func reduced(_ shades: Picture) -> Data {
        Data(shades.paddedSquare(fill: 0).resized(width: side, height: side, filter: .area).pixels)
    }

    /// How alike two pictures are: the largest correlation of their shades, moved against each other by up to two places, of
    /// the whole pictures or of what is drawn. 1 for the same, about 0 for pictures that have nothing to do with each other.
    public func likeness(to other: PictureSketch) -> Double {
        max(Self.correlation(whole, other.whole), Self.correlation(drawn, other.drawn))
    }

    private static let reach = 2

    private static func correlation(_ a: Data, _ b: Data) -> Double {
        guard a.count == side * side, b.count == side * side else { return 0 }
        var best = 0.0
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                for down in -reach...reach {
                    for right in -reach...reach {
                        best = max(best, correlation(a, b, right: right, down: down))
                    }
                }
            }
        }
        return best
    }

    /// Over the places where both are.
    private static func correlation(
        _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, right: Int, down: Int
    ) -> Double {
        let (left, top) = (max(0, -right), max(0, -down))
        let (width, height) = (side - abs(right), side - abs(down))
        var (sumA, sumB, squareA, squareB, product): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
        for y in top..<(top + height) {
            let (rowA, rowB) = (y * side, (y + down) * side + right)
            for x in left..<(left + width) {
                let (p, q) = (Int32(a[rowA + x]), Int32(b[rowB + x]))
                sumA += p
                sumB += q
                squareA += p * p
                squareB += q * q
                product += p * q
            }
        }
        let count = Double(width * height)
        let varianceA = Double(squareA) - Double(sumA) * Double(sumA) / count
        let varianceB = Double(squareB) - Double(sumB) * Double(sumB) / count
        guard varianceA > 0, varianceB > 0 else { return 0 }
        return (Double(product) - Double(sumA) * Double(sumB) / count) / (varianceA * varianceB).squareRoot()
    }
}

extension Picture {
    /// How far each pixel of a grey picture is from a level.
    fileprivate func shades(from level: UInt8) -> Picture {
        let values = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, written in
            pixels.withUnsafeBufferPointer { source in
                tessera_shades(source.baseAddress, Int64(source.count), level, out.baseAddress)
            }
            written = pixels.count
        }
        return Picture(width: width, height: height, channels: 1, pixels: values)
    }
}
