import Matrices

/// Shortens a closed walk by exchanging edges until none of the exchanges it knows helps.
///
/// For a row and one of its two steps it looks at the candidates that are nearer than that step (others can't gain):
/// 2-opt takes the way between them round, Or-opt puts a stretch of up to three rows beside the candidate. Rows whose
/// steps changed are looked at again; the queue makes the result independent of everything but the start.
struct WalkImprover {
    private let space: WalkSpace
    private var walk: Walk
    private var waiting: [Int32]
    private var isWaiting: [Bool]

    private static let longestStretch = 3
    /// An exchange has to gain more than rounding can fake.
    private static let leastGain: Float = 1e-5

    init(_ order: [Int32], _ space: WalkSpace) {
        self.space = space
        walk = Walk(order)
        waiting = order
        isWaiting = [Bool](repeating: true, count: order.count)
    }

    /// Runs until nothing helps.
    mutating func improve(progress: (Double) throws -> Void) rethrows {
        // A few rounds of the queue are the rule.
        let expected = Double(4 * space.count)
        var looked = 0
        var head = 0
        while head < waiting.count {
            let row = waiting[head]
            head += 1
            isWaiting[Int(row)] = false
            while improve(at: row) {}
            looked += 1
            if looked % 512 == 0 {
                try progress(min(1, Double(looked) / expected))
                waiting.removeSubrange(..<head)
                head = 0
            }
        }
        try progress(1)
    }

    /// The walk, opened at its longest step; of the two ends the one with the smaller row number comes first.
    func cutAtLongestStep() -> [Int32] {
        let order = walk.order
        var longest = (place: 0, length: -Float.infinity)
        for place in order.indices {
            let length = space.distance(order[place], order[(place + 1) % order.count])
            if length > longest.length { longest = (place, length) }
        }
        let start = (longest.place + 1) % order.count
        let open = Array(order[start...] + order[..<start])
        return open[0] <= open[open.count - 1] ? open : open.reversed()
    }

    private mutating func improve(at row: Int32) -> Bool {
        improve(at: row, forward: true) || improve(at: row, forward: false)
    }

    private func step(_ row: Int32, _ forward: Bool) -> Int32 {
        forward ? walk.next(row) : walk.previous(row)
    }

    private mutating func improve(at row: Int32, forward: Bool) -> Bool {
        let other = step(row, forward)
        let length = space.distance(row, other)
        let least = Self.leastGain * length
        for place in Int(row) * space.width..<(Int(row) + 1) * space.width {
            let near = space.candidates[place]
            let reach = space.lengths[place]
            guard reach < length else { return false }
            if near == other { continue }
            let beyond = step(near, forward)
            let gain = length + space.distance(near, beyond) - reach - space.distance(other, beyond)
            if gain > least, beyond != row {
                walk.exchange(row, other, near, beyond)
                lookAgain([row, other, near, beyond])
                return true
            }
            if moveStretch(from: row, before: other, forward: forward, length, near, reach, least) { return true }
        }
        return false
    }

    /// Or-opt: the stretch that begins with `row` and leads away from `before`, to the side of `near`.
    private mutating func moveStretch(
        from row: Int32, before: Int32, forward: Bool, _ length: Float, _ near: Int32, _ reach: Float, _ least: Float
    ) -> Bool {
        let sides = [walk.next(near), walk.previous(near)]
        var stretch: [Int32] = []
        var last = row
        for _ in 0..<Self.longestStretch {
            stretch.append(last)
            let after = step(last, !forward)
            if after == before || near == last { return false }
            let saved = length + space.distance(last, after) - space.distance(before, after)
            for far in sides where !stretch.contains(far) {
                let gain = saved - reach - space.distance(last, far) + space.distance(near, far)
                guard gain > least else { continue }
                walk.move(before: before, first: row, last: last, after: after, near: near, far: far)
                lookAgain([before, row, last, after, near, far])
                return true
            }
            last = after
        }
        return false
    }

    private mutating func lookAgain(_ rows: [Int32]) {
        for row in rows where !isWaiting[Int(row)] {
            isWaiting[Int(row)] = true
            waiting.append(row)
        }
    }
}
