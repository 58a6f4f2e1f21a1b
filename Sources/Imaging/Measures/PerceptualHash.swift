import Foundation

/// 64 bits that hardly change when a picture is scaled, saved again or made a little lighter: the signs of its coarsest
/// waves.
///
/// The picture is stretched to 32 × 32; of its cosine transform the 8 × 8 lowest frequencies are compared with their median,
/// as imagehash's `phash` does.
///
/// - SeeAlso: Zauner 2010, "Implementation and benchmarking of perceptual image hash functions", section 3.2.
public struct PerceptualHash: Sendable, Equatable, Hashable, Codable {
    public let bits: UInt64

    public init(bits: UInt64) {
        self.bits = bits
    }

    private static let side = 32
    private static let kept = 8
    /// cos(pi (2 x + 1) u / 64) for u < 8.
    private static let waves: [Float] = (0..<kept).flatMap { u in
        (0..<side).map { x in Float(cos(Double.pi * Double(2 * x + 1) * Double(u) / Double(2 * side))) }
    }

    /// - Parameter picture: any; its grey is looked at.
    public init(_ picture: Picture) {
        let small = picture.gray().resized(width: Self.side, height: Self.side, filter: .lanczos)
        let (side, kept) = (Self.side, Self.kept)
        var rows = [Float](repeating: 0, count: side * kept)
        for y in 0..<side {
            for u in 0..<kept {
                var sum: Float = 0
                for x in 0..<side { sum += Float(small.pixels[y * side + x]) * Self.waves[u * side + x] }
                rows[y * kept + u] = sum
            }
        }
        var waves = [Float](repeating: 0, count: kept * kept)
        for v in 0..<kept {
            for u in 0..<kept {
                var sum: Float = 0
                for y in 0..<side { sum += rows[y * kept + u] * Self.waves[v * side + y] }
                waves[v * kept + u] = sum
            }
        }
        let sorted = waves.sorted()
        let median = (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
        bits = waves.enumerated().reduce(0) { $1.element > median ? $0 | 1 << UInt64($1.offset) : $0 }
    }

    /// In how many of the 64 bits two hashes differ.
    public func distance(to other: PerceptualHash) -> Int {
        (bits ^ other.bits).nonzeroBitCount
    }
}
