import Foundation

/// A map of the plane that keeps straight lines straight: mirroring, turning, slanting, seeing from the side. Several
/// in a row are one, so that the pixels are computed anew only once.
struct Homography: Equatable {
    /// Rows of the 3 × 3 matrix; points are columns (x, y, 1).
    var m: [Double]

    static let identity = Homography(m: [1, 0, 0, 0, 1, 0, 0, 0, 1])

    static func shift(_ x: Double, _ y: Double) -> Homography { Homography(m: [1, 0, x, 0, 1, y, 0, 0, 1]) }

    /// A linear map about a point.
    static func linear(_ a: Double, _ b: Double, _ c: Double, _ d: Double, about x: Double, _ y: Double) -> Homography {
        shift(-x, -y).then(Homography(m: [a, b, 0, c, d, 0, 0, 0, 1])).then(shift(x, y))
    }

    /// First this one, then the other.
    func then(_ next: Homography) -> Homography {
        var product = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for k in 0..<3 { product[3 * row + column] += next.m[3 * row + k] * m[3 * k + column] }
            }
        }
        return Homography(m: product)
    }

    func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let w = m[6] * x + m[7] * y + m[8]
        return ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }

    /// nil where it maps the plane to a line.
    var inverse: Homography? {
        let a = m
        let minors = [
            a[4] * a[8] - a[5] * a[7], a[2] * a[7] - a[1] * a[8], a[1] * a[5] - a[2] * a[4],
            a[5] * a[6] - a[3] * a[8], a[0] * a[8] - a[2] * a[6], a[2] * a[3] - a[0] * a[5],
            a[3] * a[7] - a[4] * a[6], a[1] * a[6] - a[0] * a[7], a[0] * a[4] - a[1] * a[3],
        ]
        let determinant = a[0] * minors[0] + a[1] * minors[3] + a[2] * minors[6]
        guard abs(determinant) > 1e-12 else { return nil }
        return Homography(m: minors.map { $0 / determinant })
    }

    /// The one that takes the corners of a rectangle from (0, 0) to four other points: left top, right top, right
    /// bottom, left bottom.
    ///
    /// - SeeAlso: Heckbert 1989, "Fundamentals of texture mapping and image warping", section 2.2.
    init(m: [Double]) { self.m = m }

    init?(width: Double, height: Double, corners p: [(x: Double, y: Double)]) {
        let sumX = p[0].x - p[1].x + p[2].x - p[3].x, sumY = p[0].y - p[1].y + p[2].y - p[3].y
        let dx1 = p[1].x - p[2].x, dx2 = p[3].x - p[2].x, dy1 = p[1].y - p[2].y, dy2 = p[3].y - p[2].y
        let determinant = dx1 * dy2 - dx2 * dy1
        guard abs(determinant) > 1e-9 else { return nil }
        let g = (sumX * dy2 - dx2 * sumY) / determinant, h = (dx1 * sumY - sumX * dy1) / determinant
        let square = Homography(m: [
            p[1].x - p[0].x + g * p[1].x, p[3].x - p[0].x + h * p[3].x, p[0].x,
            p[1].y - p[0].y + g * p[1].y, p[3].y - p[0].y + h * p[3].y, p[0].y, g, h, 1,
        ])
        self = Homography(m: [1 / width, 0, 0, 0, 1 / height, 0, 0, 0, 1]).then(square)
    }

    /// How much smaller it makes things at a point, at most: 1 where it makes nothing smaller.
    func shrinking(at x: Double, _ y: Double) -> Double {
        let here = apply(x, y), right = apply(x + 1, y), down = apply(x, y + 1)
        let across = hypot(right.x - here.x, right.y - here.y), along = hypot(down.x - here.x, down.y - here.y)
        return min(1, across, along)
    }
}
