/// Some pixels of a picture, as runs along its rows.
public struct PixelMask: Sendable, Equatable {
    public struct Run: Sendable, Equatable {
        public let y: Int
        public let x: Int
        public let length: Int

        public init(y: Int, x: Int, length: Int) {
            self.y = y
            self.x = x
            self.length = length
        }
    }

    /// From the top, then from the left; without overlap.
    public let runs: [Run]
    /// The smallest rectangle around them; of no pixels one of no size.
    public let box: PixelRect
    /// Pixels.
    public let area: Int

    public init(runs: [Run]) {
        self.runs = runs
        area = runs.reduce(0) { $0 + $1.length }
        let left = runs.map(\.x).min() ?? 0, right = runs.map { $0.x + $0.length }.max() ?? 0
        let top = runs.first?.y ?? 0, bottom = runs.last.map { $0.y + 1 } ?? 0
        box = PixelRect(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// - Parameters:
    ///   - width: of the picture.
    ///   - box: where to look.
    ///   - contains: whether the pixel of this index belongs to it.
    init(width: Int, box: PixelRect, contains: (Int) -> Bool) {
        var runs: [Run] = []
        for y in box.y..<(box.y + box.height) {
            var start: Int?
            for x in box.x..<(box.x + box.width) {
                let isIn = contains(y * width + x)
                if isIn, start == nil { start = x }
                if !isIn, let first = start {
                    runs.append(Run(y: y, x: first, length: x - first))
                    start = nil
                }
            }
            if let first = start { runs.append(Run(y: y, x: first, length: box.x + box.width - first)) }
        }
        self.init(runs: runs)
    }

    /// From `y, x, length` for each run, as the API has them.
    /// - Returns: nil where they are no runs within a picture of this size, from the top and from the left.
    public init?(flat: [Int], width: Int, height: Int) {
        guard flat.count % 3 == 0, !flat.isEmpty else { return nil }
        var runs: [Run] = []
        var end = (y: -1, x: 0)
        for index in stride(from: 0, to: flat.count, by: 3) {
            let (y, x, length) = (flat[index], flat[index + 1], flat[index + 2])
            guard (0..<height).contains(y), (0..<width).contains(x), (1...width).contains(length), x + length <= width,
                y > end.y || (y == end.y && x >= end.x)
            else { return nil }
            end = (y, x + length)
            runs.append(Run(y: y, x: x, length: length))
        }
        self.init(runs: runs)
    }

    /// `y, x, length` for each run.
    public var flat: [Int] { runs.flatMap { [$0.y, $0.x, $0.length] } }

    /// A pixel each of a picture of this size.
    public func pixels(width: Int, height: Int) -> [Bool] {
        var pixels = [Bool](repeating: false, count: width * height)
        for run in runs {
            for x in run.x..<(run.x + run.length) { pixels[run.y * width + x] = true }
        }
        return pixels
    }
}

extension PixelMask {
    /// - Parameters:
    ///   - pixels: of a picture, rows from the top.
    ///   - width: of the picture.
    public init(_ pixels: [Bool], width: Int) {
        let whole = PixelRect(x: 0, y: 0, width: width, height: width > 0 ? pixels.count / width : 0)
        self.init(width: width, box: whole) { pixels[$0] }
    }
}
