/// A drawing cut into the parts that its class is made of, from left to right: a viii into v, i, i and i.
///
/// 1. Where the connected parts of the ink, one above the other taken together, are as many as the parts and as wide as
///    these should be, they are the parts.
/// 2. Else level lines are drawn through the ink. Those that meet as many strokes as all parts together have say where
///    one part ends and the next begins; between two parts runs a seam from the top to the foot that crosses as little
///    ink as it can, so that bars over and under the letters are cut where the letters part.
///
/// What cannot be told for certain is not told: then there is a reason instead.
public struct PartSegmentation: Sendable {
    /// Why a drawing was not cut.
    public enum Refusal: String, Error, Sendable, Codable {
        case noDrawing = "there is no ink on paper"
        case unknownPart = "nothing is known of the shape of one of its parts"
        case otherStrokes = "no level line meets as many strokes as its parts have"
        case otherShape = "its strokes do not stand as its parts should"
        case emptyPart = "one of its parts would have hardly any ink"
    }

    public let ink: InkMap
    /// The pixels of each part, from left to right.
    public let parts: [PixelMask]
    /// Whether the parts did not touch, so that nothing was cut.
    public let isApart: Bool

    /// - Parameter shapes: of the parts from left to right; two or more.
    public init(_ ink: InkMap, shapes: [PartShape]) throws(Refusal) {
        guard ink.isDrawing, let whole = ink.box else { throw .noDrawing }
        guard shapes.count > 1 else { throw .unknownPart }
        self.ink = ink
        let components = InkComponents(ink.isInk, width: ink.width, height: ink.height)
        if let owners = Self.apart(components, shapes: shapes, ink: ink, whole: whole) {
            let masks = shapes.indices.map { part in
                PixelMask(width: ink.width, box: whole) { pixel in
                    let component = components.labels[pixel]
                    return component >= 0 && owners[Int(component)] == part
                }
            }
            parts = masks
            isApart = true
        } else {
            parts = try Self.cut(ink, components, shapes: shapes, whole: whole)
            isApart = false
        }
        let least = ink.area / (12 * shapes.count)
        guard parts.allSatisfy({ $0.area >= max(2, least) && 3 * $0.box.height >= whole.height }) else {
            throw .emptyPart
        }
    }

    // MARK: Parts that do not touch

    /// The part of each component; nil where components and parts do not fit.
    private static func apart(
        _ components: InkComponents, shapes: [PartShape], ink: InkMap, whole: PixelRect
    ) -> [Int]? {
        // Columns of ink: components above one another, a dot and its stem, belong together.
        var columns: [(left: Int, right: Int, top: Int, bottom: Int, members: [Int])] = []
        let specks = ink.area / 250
        for index in 0..<components.count where components.areas[index] > specks {
            let box = components.boxes[index]
            let (left, right) = (box.x, box.x + box.width)
            if let last = columns.indices.last {
                let shared = min(columns[last].right, right) - max(columns[last].left, left)
                let narrower = min(columns[last].right - columns[last].left, box.width)
                if 2 * shared >= narrower, shared > 0 {
                    columns[last].left = min(columns[last].left, left)
                    columns[last].right = max(columns[last].right, right)
                    columns[last].top = min(columns[last].top, box.y)
                    columns[last].bottom = max(columns[last].bottom, box.y + box.height)
                    columns[last].members.append(index)
                    continue
                }
            }
            columns.append((left, right, box.y, box.y + box.height, [index]))
        }
        // A speck beside the letters is none of them.
        let tall = columns.map { $0.bottom - $0.top }.max() ?? 0
        let largest = columns.map { column in column.members.reduce(0) { $0 + components.areas[$1] } }.max() ?? 0
        columns.removeAll { column in
            let area = column.members.reduce(0) { $0 + components.areas[$1] }
            return 10 * area < largest && 4 * (column.bottom - column.top) < tall
        }
        guard columns.count == shapes.count else { return nil }
        let widths = columns.map { Double($0.right - $0.left) }
        let stems = zip(shapes, widths).filter { $0.0 == .stem }.map(\.1)
        let wides = zip(shapes, widths).filter { $0.0 != .stem }.map(\.1)
        let heights = columns.map { Double($0.bottom - $0.top) }
        guard let tallest = heights.max(), heights.allSatisfy({ $0 > 0.35 * tallest }) else { return nil }
        if let widest = stems.max(), let narrowest = wides.min(), narrowest < 1.15 * widest { return nil }
        // A stem that is nearly as wide as high is something else.
        for (shape, column) in zip(shapes, columns) where shape == .stem {
            if Double(column.right - column.left) > 1.1 * Double(column.bottom - column.top) { return nil }
        }
        var owners = [Int](repeating: -1, count: components.count)
        for (part, column) in columns.enumerated() {
            for member in column.members { owners[member] = part }
        }
        // Specks go with the part that is nearest.
        for index in 0..<components.count where owners[index] < 0 {
            let box = components.boxes[index]
            let middle = box.x + box.width / 2
            let distance = { (part: Int) in
                max(0, columns[part].left - middle, middle - columns[part].right)
            }
            owners[index] = columns.indices.min { (distance($0), $0) < (distance($1), $1) } ?? 0
        }
        return owners
    }

    // MARK: Parts that touch

    private struct Line {
        let y: Int
        let runs: [(start: Int, end: Int)]

        func middle(_ run: Int) -> Double { Double(runs[run].start + runs[run].end) / 2 }
    }

    private static func cut(
        _ ink: InkMap, _ components: InkComponents, shapes: [PartShape], whole: PixelRect
    ) throws(Refusal) -> [PixelMask] {
        // Dots and specks say nothing of where the letters stand.
        let largest = components.areas.max() ?? 0
        var letters = ink
        letters.isInk = components.labels.map { $0 >= 0 && 12 * components.areas[Int($0)] >= largest }
        guard let body = letters.box else { throw .noDrawing }
        let strokeWidth = max(1, ink.strokeWidth)
        let expected = shapes.reduce(0) { $0 + $1.strokes }
        let all = levelLines(letters, body, strokeWidth)
        let lines = all.filter { $0.runs.count == expected }
        guard lines.count >= max(3, body.height / 10) else { throw .otherStrokes }
        guard stand(lines, among: all, shapes) else { throw .otherShape }
        var seams: [[Int]] = []
        var stroke = 0
        for shape in shapes.dropLast() {
            stroke += shape.strokes
            seams.append(seam(between: stroke - 1, and: stroke, lines, ink, whole, strokeWidth))
        }
        var owner = [Int32](repeating: -1, count: ink.isInk.count)
        for y in whole.y..<(whole.y + whole.height) {
            for x in whole.x..<(whole.x + whole.width) where ink.isInk[y * ink.width + x] {
                owner[y * ink.width + x] = Int32(seams.count { x >= $0[y - whole.y] })
            }
        }
        // A component that lies nearly all in one part is not cut.
        var shares = [[Int]](repeating: [Int](repeating: 0, count: shapes.count), count: components.count)
        for pixel in owner.indices where owner[pixel] >= 0 {
            shares[Int(components.labels[pixel])][Int(owner[pixel])] += 1
        }
        let sole = shares.map { share -> Int32? in
            guard let most = share.indices.max(by: { share[$0] < share[$1] }) else { return nil }
            return 10 * share[most] >= 8 * share.reduce(0, +) ? Int32(most) : nil
        }
        for pixel in owner.indices where owner[pixel] >= 0 {
            if let part = sole[Int(components.labels[pixel])] { owner[pixel] = part }
        }
        return shapes.indices.map { part in
            PixelMask(width: ink.width, box: whole) { owner[$0] == Int32(part) }
        }
    }

    /// The strokes that each row meets. Rows with a long bar in them are left out.
    private static func levelLines(_ ink: InkMap, _ whole: PixelRect, _ strokeWidth: Double) -> [Line] {
        let gap = max(1, Int(strokeWidth / 4))
        let longest = max(3 * strokeWidth, 0.18 * Double(whole.width))
        return (whole.y..<(whole.y + whole.height)).compactMap { y in
            var runs: [(start: Int, end: Int)] = []
            for x in whole.x..<(whole.x + whole.width) where ink.isInk[y * ink.width + x] {
                if let last = runs.last, x - last.end <= gap {
                    runs[runs.count - 1].end = x
                } else {
                    runs.append((x, x))
                }
            }
            guard !runs.contains(where: { Double($0.end - $0.start + 1) > longest }) else { return nil }
            return Line(y: y, runs: runs)
        }
    }

    /// Whether the strokes stand as those of the parts do: the two of a wedge come together at the foot, those of stems
    /// do not.
    private static func stand(_ lines: [Line], among all: [Line], _ shapes: [PartShape]) -> Bool {
        var first = 0
        var lastStem: Int?
        for shape in shapes {
            defer { first += shape.strokes }
            switch shape {
            case .stem:
                if let lastStem, abs(slope(lines, lastStem, first)) > 0.4 { return false }
                lastStem = first
            case .wedge:
                guard slope(lines, first, first + 1) < -0.15 || isClosed(first, lines, among: all) else { return false }
                lastStem = nil
            case .cross: lastStem = nil
            }
        }
        return true
    }

    /// Whether two strokes become one below: then there are lines with one stroke fewer, which lies between the two.
    private static func isClosed(_ stroke: Int, _ lines: [Line], among all: [Line]) -> Bool {
        guard let last = lines.last else { return false }
        let (left, right) = (Double(last.runs[stroke].start), Double(last.runs[stroke + 1].end))
        let closed = all.filter { line in
            line.y > last.y && line.runs.count == last.runs.count - 1
                && (left...right).contains(line.middle(stroke))
        }
        return closed.count >= 2
    }

    /// How the distance of two strokes changes from one row to the next, by least squares.
    private static func slope(_ lines: [Line], _ a: Int, _ b: Int) -> Double {
        fit(lines.map { (Double($0.y), $0.middle(b) - $0.middle(a)) }).slope
    }

    private static func fit(_ points: [(x: Double, y: Double)]) -> (slope: Double, offset: Double) {
        let count = Double(points.count)
        let meanX = points.reduce(0) { $0 + $1.x } / count, meanY = points.reduce(0) { $0 + $1.y } / count
        var above = 0.0, below = 0.0
        for point in points {
            above += (point.x - meanX) * (point.y - meanY)
            below += (point.x - meanX) * (point.x - meanX)
        }
        let slope = below > 0 ? above / below : 0
        return (slope, meanY - slope * meanX)
    }

    /// For each row of the box where the right one of two parts begins: the way down that crosses the least ink, near
    /// the line through the middles of the gap.
    private static func seam(
        between left: Int, and right: Int, _ lines: [Line], _ ink: InkMap, _ whole: PixelRect, _ strokeWidth: Double
    ) -> [Int] {
        let middles = lines.map { (x: Double($0.y), y: Double($0.runs[left].end + $0.runs[right].start) / 2 + 0.5) }
        // A slant is kept within half a right angle, for a few rows may say anything.
        var (slope, offset) = fit(middles)
        if abs(slope) > 1 || lines.count < 4 {
            slope = 0
            offset = middles.reduce(0) { $0 + $1.y } / Double(middles.count)
        }
        let (width, height) = (whole.width + 1, whole.height)
        var costs = [Float](repeating: 0, count: width)
        var came = [Int8](repeating: 0, count: width * height)
        for row in 0..<height {
            let y = whole.y + row
            let wanted = slope * Double(y) + offset - Double(whole.x)
            let before = costs
            for place in 0..<width {
                var best = (cost: before[place], step: 0)
                if row > 0 {
                    for step in [-1, 1] where (0..<width).contains(place + step) {
                        let cost = before[place + step] + 0.05
                        if cost < best.cost { best = (cost, step) }
                    }
                }
                let x = whole.x + place
                let crosses = x < whole.x + whole.width && ink.isInk[y * ink.width + x]
                let away = abs(Double(place) - wanted) / strokeWidth
                costs[place] = best.cost + (crosses ? 2 : 0) + Float(0.04 * away * away)
                came[row * width + place] = Int8(best.step)
            }
        }
        var place = costs.indices.min { (costs[$0], $0) < (costs[$1], $1) } ?? 0
        var seam = [Int](repeating: 0, count: height)
        for row in stride(from: height - 1, through: 0, by: -1) {
            seam[row] = whole.x + place
            place += Int(came[row * width + place])
        }
        return seam
    }
}
