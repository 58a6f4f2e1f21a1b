import CKernels

/// What is drawn on paper: how much, how dark, and how it lies.
///
/// Paper is the median along the border; ink is what differs from it by more than half of the greatest usual difference, and
/// at least by an eighth of the scale. Of pictures without paper (photographs) the numbers mean little; `paperEvenness` tells.
public struct InkMeasures: Sendable, Equatable, Codable {
    /// 0 ... 1.
    public var paper: Double
    /// Which share of the border is within a tenth of the scale of the paper.
    public var paperEvenness: Double
    /// Ink less paper on average, -1 ... 1: negative for dark ink; 0 where there is none.
    public var polarity: Double
    /// Of the pixels.
    public var share: Double
    /// Of the border's pixels.
    public var borderShare: Double
    /// Of the border's pixels, the longest stretch of ink in one piece.
    public var borderStretch: Double
    /// Pieces that hang together, without specks.
    public var pieces: Int
    /// The widest gap between what is drawn, over the height of what is drawn; 0 with one piece.
    public var gap: Double
    /// Pieces too small to be part of a drawing.
    public var specks: Int
    /// Of the ink: what its bounds cover of the picture, 0 ... 1.
    public var extent: Double
    /// Of the pixels, those of the largest piece.
    public var largest: Double
    /// Of the pixels, those that differ from the paper by at least 1, 2, … 8 eighths of the scale.
    public var beyond: [Double]
    /// Straight lines along rows or columns, faint ones too, as of ruled paper.
    public var lines: Int

    /// With less of the border even there is no paper, and what is drawn on it is not looked for.
    static let leastEvenness = 0.4

    init(_ grey: Picture, _ levels: GreyLevels) {
        let (width, height) = (grey.width, grey.height)
        let pixels = grey.pixels
        let count = pixels.count
        let border = Self.border(width, height).map { pixels[$0] }
        let paperLevel = Self.median(border)
        paper = Double(paperLevel) / 255
        paperEvenness = Double(border.count { abs(Int($0) - paperLevel) <= 25 }) / Double(border.count)

        // All that is said of how far pixels are from the paper is in the histogram.
        var apart = [Int](repeating: 0, count: 256)
        for (level, number) in levels.counts.enumerated() { apart[abs(level - paperLevel)] += number }
        // The greatest difference that two thousandths of the pixels, or ten, reach.
        let wanted = max(min(10, count), count / 500)
        var seen = 0
        var greatest = 0
        for level in stride(from: 255, through: 0, by: -1) {
            seen += apart[level]
            if seen >= wanted {
                greatest = level
                break
            }
        }
        let threshold = max(32, greatest / 2)
        beyond = (1...8).map { eighth in Double(apart[min(255, eighth * 32)...].reduce(0, +)) / Double(count) }
        var inked = 0
        var sum = 0
        for (level, number) in levels.counts.enumerated() where abs(level - paperLevel) >= threshold {
            inked += number
            sum += number * (level - paperLevel)
        }
        share = Double(inked) / Double(count)
        polarity = inked > 0 ? Double(sum) / Double(inked) / 255 : 0
        let isInked = border.map { abs(Int($0) - paperLevel) >= threshold }
        borderShare = Double(isInked.count { $0 }) / Double(border.count)
        borderStretch = Double(Self.longestStretch(isInked)) / Double(border.count)
        guard paperEvenness >= Self.leastEvenness else {
            (lines, largest, pieces, specks, gap, extent) = (0, 0, 0, 0, 0, 0)
            return
        }
        lines = Self.lines(grey, paper: paperLevel)

        let blobs = InkBlob.all(in: grey, paper: paperLevel, threshold: threshold)
        let most = blobs.map(\.area).max() ?? 0
        largest = Double(most) / Double(count)
        let real = blobs.filter { $0.area * 30 >= most }
        pieces = real.count
        specks = blobs.count - real.count
        guard let bounds = real.dropFirst().reduce(real.first, { $0?.joined($1) }) else {
            (gap, extent) = (0, 0)
            return
        }
        let high = bounds.bottom - bounds.top + 1
        extent = Double((bounds.right - bounds.left + 1) * high) / Double(width * height)
        gap =
            Double(max(Self.gap(real.map { $0.left...$0.right }), Self.gap(real.map { $0.top...$0.bottom })))
            / Double(max(1, high))
    }

    /// As `Picture.borderBrightness`, of the border's pixels.
    private static func median(_ border: [UInt8]) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        for level in border { counts[Int(level)] += 1 }
        var seen = 0
        for level in 0..<256 {
            seen += counts[level]
            if 2 * seen >= border.count { return level }
        }
        return 255
    }

    /// Around a closed line: a stretch may go over its end.
    private static func longestStretch(_ marks: [Bool]) -> Int {
        var (longest, stretch) = (0, 0)
        for mark in marks + marks where longest < marks.count {
            stretch = mark ? stretch + 1 : 0
            longest = max(longest, stretch)
        }
        return min(longest, marks.count)
    }

    /// The places of the outermost pixels, once around.
    private static func border(_ width: Int, _ height: Int) -> [Int] {
        var places = Array(0..<width)
        if height > 1 { places += (1..<height).map { $0 * width + width - 1 } }
        if height > 1, width > 1 { places += (0..<(width - 1)).reversed().map { (height - 1) * width + $0 } }
        if width > 1, height > 2 { places += (1..<(height - 1)).reversed().map { $0 * width } }
        return places
    }

    /// The widest stretch that none of the ranges covers, between the first and the last of them.
    private static func gap(_ ranges: [ClosedRange<Int>]) -> Int {
        var widest = 0
        var reached: Int?
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let end = reached { widest = max(widest, range.lowerBound - end - 1) }
            reached = max(reached ?? range.upperBound, range.upperBound)
        }
        return widest
    }

    /// Runs of rows, and of columns, that are covered for the most part by what is not paper there or within two pixels:
    /// what is seen from two below is centred on the row in between.
    private static func lines(_ grey: Picture, paper: Int) -> Int {
        var rows = [Int32](repeating: 0, count: grey.height)
        var columns = [Int32](repeating: 0, count: grey.width)
        grey.pixels.withUnsafeBufferPointer { pixels in
            rows.withUnsafeMutableBufferPointer { rows in
                columns.withUnsafeMutableBufferPointer { columns in
                    tessera_covered(
                        pixels.baseAddress, Int64(grey.width), Int64(grey.height), UInt8(paper), Self.leastOfLines,
                        rows.baseAddress, columns.baseAddress)
                }
            }
        }
        return runs(rows.map(Int.init), of: grey.width) + runs(columns.map(Int.init), of: grey.height)
    }

    /// Levels from the paper.
    private static let leastOfLines: UInt8 = 20

    /// Narrow stretches of numbers that are most of `whole`: a wide one is a dark area, no line.
    private static func runs(_ covered: [Int], of whole: Int) -> Int {
        var count = 0
        var length = 0
        for number in covered + [0] {
            if number * 3 >= whole * 2 {
                length += 1
            } else {
                if length > 0, length * 10 <= covered.count { count += 1 }
                length = 0
            }
        }
        return count
    }
}
