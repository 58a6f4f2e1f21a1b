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

    init(_ grey: Picture) {
        let (width, height) = (grey.width, grey.height)
        let pixels = grey.pixels
        let paperLevel = Int(grey.borderBrightness())
        paper = Double(paperLevel) / 255
        let border = Self.border(width, height)
        paperEvenness = Double(border.count { abs(Int(pixels[$0]) - paperLevel) <= 25 }) / Double(border.count)

        var apart = [Int](repeating: 0, count: 256)
        pixels.withUnsafeBufferPointer { pixels in
            for value in pixels { apart[abs(Int(value) - paperLevel)] += 1 }
        }
        // The greatest difference that two thousandths of the pixels, or ten, reach.
        let wanted = max(min(10, pixels.count), pixels.count / 500)
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
        beyond = (1...8).map { eighth in
            Double(apart[min(255, eighth * 32)...].reduce(0, +)) / Double(pixels.count)
        }
        var mask = [UInt8](repeating: 0, count: pixels.count)
        var count = 0
        var sum = 0
        for index in pixels.indices {
            let difference = Int(pixels[index]) - paperLevel
            guard abs(difference) >= threshold else { continue }
            mask[index] = 1
            count += 1
            sum += difference
        }
        share = Double(count) / Double(pixels.count)
        polarity = count > 0 ? Double(sum) / Double(count) / 255 : 0
        borderShare = Double(border.count { mask[$0] == 1 }) / Double(border.count)
        var stretch = 0
        var longest = 0
        for place in border + border where longest < border.count {
            stretch = mask[place] == 1 ? stretch + 1 : 0
            longest = max(longest, stretch)
        }
        borderStretch = Double(min(longest, border.count)) / Double(border.count)
        guard paperEvenness >= Self.leastEvenness else {
            (lines, largest, pieces, specks, gap, extent) = (0, 0, 0, 0, 0, 0)
            return
        }
        lines = Self.lines(pixels, paper: paperLevel, width, height)

        let blobs = mask.withUnsafeBufferPointer { mask in
            InkBlob.all(width: width, height: height) { mask[$0] == 1 }
        }
        let most = blobs.map(\.area).max() ?? 0
        largest = Double(most) / Double(pixels.count)
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

    /// Runs of rows, and of columns, that are covered for the most part by what is not paper there or within two pixels.
    private static func lines(_ pixels: [UInt8], paper: Int, _ width: Int, _ height: Int) -> Int {
        let reach = 2
        // For each row how far away above and below ink was last seen in each column: one pass, counting up.
        var since = [Int](repeating: reach + 1, count: width)
        var covered = [Int](repeating: 0, count: height)
        var columns = [Int](repeating: 0, count: width)
        for y in 0..<height {
            var sinceLeft = reach + 1
            for x in 0..<width {
                let isInk = abs(Int(pixels[y * width + x]) - paper) >= 20
                since[x] = isInk ? 0 : since[x] + 1
                sinceLeft = isInk ? 0 : sinceLeft + 1
                // What is seen from two below is centred on the row in between.
                if since[x] <= reach { covered[y] += 1 }
                if sinceLeft <= reach { columns[x] += 1 }
            }
        }
        return runs(covered, of: width) + runs(columns, of: height)
    }

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
