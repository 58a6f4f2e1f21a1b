/// Which pixels of a picture are drawn, and on what they are drawn.
///
/// Paper is the median along the outermost pixels. Ink is what differs from it, in the direction in which most differs,
/// by more than Otsu's threshold of these differences.
///
/// - SeeAlso: Otsu 1979, "A threshold selection method from gray-level histograms".
public struct InkMap: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// Brightness of the paper, 0–255.
    public let paper: UInt8
    /// Whether the ink is darker than the paper.
    public let inkIsDark: Bool
    /// A pixel each, rows from the top.
    public internal(set) var isInk: [Bool]
    /// Pixels of ink.
    public let area: Int

    /// Differences below this are grain of the paper.
    static let leastContrast = 24
    /// With a larger share of ink it is no drawing on paper.
    static let mostInk = 0.6

    /// Whether there is ink, and paper around it. A photograph is none.
    public var isDrawing: Bool { area > 0 && Double(area) <= Self.mostInk * Double(width * height) }

    public init(_ picture: Picture) {
        let grey = picture.gray().pixels
        let paper = Int(picture.borderBrightness())
        var darker = 0, lighter = 0
        for value in grey {
            let difference = Int(value) - paper
            if difference <= -Self.leastContrast { darker -= difference }
            if difference >= Self.leastContrast { lighter += difference }
        }
        let isDark = darker >= lighter
        var counts = [Int](repeating: 0, count: 256)
        for value in grey { counts[max(0, isDark ? paper - Int(value) : Int(value) - paper)] += 1 }
        let threshold = max(Self.leastContrast, Self.otsu(counts))
        let isInk = grey.map { (isDark ? paper - Int($0) : Int($0) - paper) >= threshold }
        width = picture.width
        height = picture.height
        self.paper = UInt8(paper)
        inkIsDark = isDark
        area = isInk.count { $0 }
        self.isInk = isInk
    }

    /// The value that parts a histogram in two so that the parts differ most; the first value of the upper part.
    private static func otsu(_ counts: [Int]) -> Int {
        let total = counts.reduce(0, +)
        let sum = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
        var below = 0, sumBelow = 0
        var best = (score: -1.0, value: 0)
        for value in 1..<counts.count {
            below += counts[value - 1]
            sumBelow += (value - 1) * counts[value - 1]
            let above = total - below
            guard below > 0, above > 0 else { continue }
            let apart = Double(sumBelow) / Double(below) - Double(sum - sumBelow) / Double(above)
            let score = Double(below) * Double(above) * apart * apart
            if score > best.score { best = (score, value) }
        }
        return best.value
    }

    /// The smallest rectangle around all ink; nil where there is none.
    public var box: PixelRect? {
        var left = width, right = -1, top = height, bottom = -1
        for y in 0..<height {
            for x in 0..<width where isInk[y * width + x] {
                left = min(left, x)
                right = max(right, x)
                top = min(top, y)
                bottom = max(bottom, y)
            }
        }
        return right < 0 ? nil : PixelRect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// The usual width of a stroke in pixels: ink over the length of its skeleton; 0 where there is no ink.
    public var strokeWidth: Double {
        let length = Skeleton.thin(isInk, width: width, height: height).count { $0 }
        return length > 0 ? Double(area) / Double(length) : 0
    }
}
