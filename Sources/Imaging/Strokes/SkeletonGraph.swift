import Foundation

/// A skeleton as lines between its ends and crossings, the lines that go straight on through a crossing joined to
/// strokes.
struct SkeletonGraph {
    /// Pixels of each stroke, along it.
    private(set) var strokes: [[Int]] = []

    private struct Branch {
        var pixels: [Int]
        /// The crossing at its beginning and its end; -1 is a free end.
        var nodes: (Int, Int)
    }

    private let width: Int
    private let height: Int

    /// A turn of more than this many degrees begins another stroke.
    static let mostTurn = 40.0

    /// - Parameter strokeWidth: in pixels; what sticks out less is no stroke.
    init(_ skeleton: [Bool], width: Int, height: Int, strokeWidth: Double) {
        self.width = width
        self.height = height
        var mask = skeleton
        // Two rounds: what a spur was on may be a spur without it.
        for _ in 0..<2 {
            let (branches, _) = trace(mask)
            let spurs = branches.filter { branch in
                (branch.nodes.0 < 0) != (branch.nodes.1 < 0) && Double(branch.pixels.count) < 0.9 * strokeWidth
            }
            if spurs.isEmpty { break }
            for pixel in spurs.flatMap(\.pixels) { mask[pixel] = false }
        }
        let (branches, crossings) = trace(mask)
        strokes = join(
            Self.contract(branches, crossings, shorterThan: 1.3 * strokeWidth), crossings,
            reach: max(4, Int(1.5 * strokeWidth)))
    }

    private func neighbors(of pixel: Int, in mask: [Bool]) -> [Int] {
        let x = pixel % width, y = pixel / width
        var found: [Int] = []
        for otherY in max(0, y - 1)...min(height - 1, y + 1) {
            for otherX in max(0, x - 1)...min(width - 1, x + 1) {
                let other = otherY * width + otherX
                if other != pixel, mask[other] { found.append(other) }
            }
        }
        return found
    }

    /// How often one comes from paper to ink on the way around a pixel: 1 at an end, 2 along a line, more at a crossing.
    private func turns(around pixel: Int, in mask: [Bool]) -> Int {
        let x = pixel % width, y = pixel / width
        func at(_ dx: Int, _ dy: Int) -> Bool {
            let otherX = x + dx, otherY = y + dy
            return otherX >= 0 && otherX < width && otherY >= 0 && otherY < height && mask[otherY * width + otherX]
        }
        let ring = [
            at(0, -1), at(1, -1), at(1, 0), at(1, 1), at(0, 1), at(-1, 1), at(-1, 0), at(-1, -1),
        ]
        return ring.indices.count { !ring[($0 + 7) % 8] && ring[$0] }
    }

    private func trace(_ mask: [Bool]) -> (branches: [Branch], crossings: Int) {
        let pixels = mask.indices.filter { mask[$0] }
        var crossing = [Int: Int]()
        let isCrossing = pixels.filter { turns(around: $0, in: mask) >= 3 || neighbors(of: $0, in: mask).count >= 4 }
        var crossings = 0
        for pixel in isCrossing { crossing[pixel] = -1 }
        for start in isCrossing where crossing[start] == -1 {
            var stack = [start]
            crossing[start] = crossings
            while let pixel = stack.popLast() {
                for other in neighbors(of: pixel, in: mask) where crossing[other] == -1 {
                    crossing[other] = crossings
                    stack.append(other)
                }
            }
            crossings += 1
        }
        var isUsed = Set<Int>()
        var branches: [Branch] = []
        func touching(_ pixel: Int) -> Int? {
            neighbors(of: pixel, in: mask).compactMap { crossing[$0] }.first
        }
        func walk(_ start: Int) {
            var line = [start]
            isUsed.insert(start)
            var ends = [-1, -1]
            for side in 0..<2 {
                var here = side == 0 ? start : (line.first ?? start)
                while true {
                    let next = neighbors(of: here, in: mask).first { crossing[$0] == nil && !isUsed.contains($0) }
                    guard let next else { break }
                    isUsed.insert(next)
                    if side == 0 { line.append(next) } else { line.insert(next, at: 0) }
                    here = next
                }
                ends[side] = touching(here) ?? -1
            }
            // A line of one pixel touches the same crossing on both sides.
            if line.count == 1 {
                let nodes = Array(Set(neighbors(of: start, in: mask).compactMap { crossing[$0] })).sorted()
                ends = [nodes.first ?? -1, nodes.count > 1 ? nodes[1] : -1]
            }
            branches.append(Branch(pixels: line, nodes: (ends[1], ends[0])))
        }
        // From their free ends first, so that a line is one line.
        let plain = pixels.filter { crossing[$0] == nil }
        let ends = plain.filter { pixel in
            neighbors(of: pixel, in: mask).count { crossing[$0] == nil } <= 1
        }
        for pixel in ends + plain where !isUsed.contains(pixel) { walk(pixel) }
        return (branches, crossings)
    }

    /// Two strokes that cross at a sharp angle have a piece of line in common: its two ends are one crossing.
    private static func contract(
        _ branches: [Branch], _ crossings: Int, shorterThan length: Double
    ) -> [Branch] {
        let isShort = branches.map { branch in
            branch.nodes.0 >= 0 && branch.nodes.1 >= 0 && branch.nodes.0 != branch.nodes.1
                && Double(branch.pixels.count) < length
        }
        var nodeOf = Array(0..<crossings)
        for (branch, isShort) in zip(branches, isShort) where isShort {
            let (kept, gone) = (nodeOf[branch.nodes.0], nodeOf[branch.nodes.1])
            for node in nodeOf.indices where nodeOf[node] == gone { nodeOf[node] = kept }
        }
        return zip(branches, isShort).filter { !$0.1 }.map { branch, _ in
            Branch(
                pixels: branch.pixels,
                nodes: (
                    branch.nodes.0 < 0 ? -1 : nodeOf[branch.nodes.0], branch.nodes.1 < 0 ? -1 : nodeOf[branch.nodes.1]
                ))
        }
    }

    /// Lines that go on in about the same direction beyond a crossing are one stroke.
    private func join(_ branches: [Branch], _ crossings: Int, reach: Int) -> [[Int]] {
        var owner = Array(branches.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while owner[index] != index { index = owner[index] }
            return index
        }
        for node in 0..<crossings {
            // The way each line leaves the crossing.
            var leaving: [(branch: Int, angle: Double)] = []
            for (index, branch) in branches.enumerated() {
                if branch.nodes.0 == node { leaving.append((index, angle(branch.pixels, reach))) }
                if branch.nodes.1 == node { leaving.append((index, angle(branch.pixels.reversed(), reach))) }
            }
            var pairs: [(turn: Double, a: Int, b: Int)] = []
            for a in leaving.indices {
                for b in leaving.indices where a < b {
                    let apart = abs(leaving[a].angle - leaving[b].angle)
                    let turn = abs(180 - min(apart, 360 - apart))
                    if turn <= Self.mostTurn { pairs.append((turn, a, b)) }
                }
            }
            var isTaken = Set<Int>()
            for pair in pairs.sorted(by: { ($0.turn, $0.a, $0.b) < ($1.turn, $1.a, $1.b) }) {
                guard !isTaken.contains(pair.a), !isTaken.contains(pair.b) else { continue }
                isTaken.formUnion([pair.a, pair.b])
                let (one, other) = (root(leaving[pair.a].branch), root(leaving[pair.b].branch))
                owner[max(one, other)] = min(one, other)
            }
        }
        var strokes: [Int: [Int]] = [:]
        for (index, branch) in branches.enumerated() { strokes[root(index), default: []] += branch.pixels }
        return strokes.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The direction in degrees in which a line leaves its first pixel.
    private func angle(_ line: [Int], _ reach: Int) -> Double {
        guard let first = line.first else { return 0 }
        let last = line[min(line.count - 1, reach)]
        return atan2(Double(last / width - first / width), Double(last % width - first % width)) * 180 / .pi
    }
}
