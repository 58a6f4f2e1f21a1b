import Matrices
import Neighbors

/// Shortens a closed walk by exchanging edges until none of the exchanges it knows helps.
///
/// For a row and one of its two steps it looks at the candidates that are nearer than that step (others can't gain):
/// 2-opt takes the way between them round, Or-opt puts a stretch of up to three rows beside the candidate. Rows whose
/// steps changed are looked at again.
///
/// Then it shakes: two short stretches somewhere trade places, which no single exchange can undo, the neighbourhood is
/// shortened again, and the whole is kept where the walk became shorter.
///
/// - SeeAlso: Johnson and McGeoch 1997, "The traveling salesman problem: a case study in local optimization".
struct WalkImprover {
    private let space: WalkSpace
    private var walk: Walk
    private var waiting: [Int32]
    private var isWaiting: [Bool]

    private static let longestStretch = 3
    /// An exchange has to gain more than rounding can fake.
    private static let leastGain: Float = 1e-5
    /// Two stretches that trade places are up to so long.
    private static let longestShake = 50

    init(_ order: [Int32], _ space: WalkSpace) {
        self.space = space
        walk = Walk(order)
        waiting = order
        isWaiting = [Bool](repeating: true, count: order.count)
    }

    /// Runs until no exchange helps, then shakes.
    mutating func improve(seed: UInt64, progress: (Double) throws -> Void) rethrows {
        // Settling takes a few looks at every row.
        let expected = Double(8 * space.count)
        var looked = 0
        while !waiting.isEmpty {
            _ = settle(looks: 1_024)
            looked += 1_024
            try progress(0.3 * min(1, Double(looked) / expected))
        }
        guard space.count >= 8 else { return try progress(1) }
        var random = SeededRandom(seed: seed, stream: 6)
        let shakes = self.shakes
        for number in 0..<shakes {
            if number % 1_024 == 0 { try progress(0.3 + 0.7 * Double(number) / Double(shakes)) }
            shake(&random)
        }
        try progress(1)
    }

    /// Ten a row where rows are short. A shake costs some hundred distances, so long rows and very many rows get fewer:
    /// less than a second for 3,000 rows, seconds for 100,000.
    private var shakes: Int {
        let columns = max(1, space.rows.matrix.columns)
        return min(10 * space.count, 300 * space.count / columns, 25_000_000 / columns, 50_000)
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

    /// Looks at rows that wait, at most so many, and gives what the walk became shorter.
    private mutating func settle(looks: Int = .max) -> Double {
        var total = 0.0
        var head = 0
        while head < waiting.count, head < looks {
            let row = waiting[head]
            head += 1
            isWaiting[Int(row)] = false
            while true {
                let gain = improve(at: row)
                if gain == 0 { break }
                total += Double(gain)
            }
        }
        waiting.removeSubrange(..<head)
        return total
    }

    private mutating func shake(_ random: inout SeededRandom) {
        let count = space.count
        let limit = UInt64(min(Self.longestShake, (count - 2) / 2))
        let place = Int(random.next(upperBound: UInt64(count)))
        let first = Int(random.next(upperBound: limit)) + 1
        let second = Int(random.next(upperBound: limit)) + 1
        func row(_ steps: Int) -> Int32 { walk.order[(place + steps) % count] }
        let (before, a, b) = (row(0), row(1), row(first))
        let (c, d, after) = (row(first + 1), row(first + second), row(first + second + 1))
        // before, a ... b, c ... d, after  becomes  before, c ... d, a ... b, after
        let old = space.distance(before, a) + space.distance(b, c) + space.distance(d, after)
        let new = space.distance(before, c) + space.distance(d, a) + space.distance(b, after)
        walk.keep()
        walk.move(before: before, first: a, last: b, after: c, near: d, far: after)
        lookAgain([before, a, b, c, d, after])
        let gain = settle() + Double(old) - Double(new)
        if gain > Double(Self.leastGain * old) { walk.keep() } else { walk.takeBack() }
    }

    private func step(_ row: Int32, _ forward: Bool) -> Int32 {
        forward ? walk.next(row) : walk.previous(row)
    }

    /// Makes the first exchange at this row that helps and gives what it gained; 0 where none does.
    private mutating func improve(at row: Int32) -> Float {
        let gain = improve(at: row, forward: true)
        return gain > 0 ? gain : improve(at: row, forward: false)
    }

    private mutating func improve(at row: Int32, forward: Bool) -> Float {
        let other = step(row, forward)
        let length = space.distance(row, other)
        let least = Self.leastGain * length
        for place in Int(row) * space.width..<(Int(row) + 1) * space.width {
            let near = space.candidates[place]
            let reach = space.lengths[place]
            guard reach < length else { return 0 }
            if near == other { continue }
            let beyond = step(near, forward)
            let gain = length + space.distance(near, beyond) - reach - space.distance(other, beyond)
            if gain > least, beyond != row {
                walk.exchange(row, other, near, beyond)
                lookAgain([row, other, near, beyond])
                return gain
            }
            let moved = moveStretch(from: row, before: other, forward: forward, length, near, reach, least)
            if moved > 0 { return moved }
        }
        return 0
    }

    /// Or-opt: the stretch that begins with `row` and leads away from `before`, to the side of `near`.
    private mutating func moveStretch(
        from row: Int32, before: Int32, forward: Bool, _ length: Float, _ near: Int32, _ reach: Float, _ least: Float
    ) -> Float {
        let sides = (walk.next(near), walk.previous(near))
        var last = row
        // Rows of the stretch that `far` must not be; at most three, so they are kept apart.
        var inside: (Int32, Int32, Int32) = (row, -1, -1)
        for size in 1...Self.longestStretch {
            if size == 2 { inside.1 = last } else if size == 3 { inside.2 = last }
            let after = step(last, !forward)
            if after == before || near == last { return 0 }
            let saved = length + space.distance(last, after) - space.distance(before, after) - reach
            if saved > least {
                for side in 0..<2 {
                    let far = side == 0 ? sides.0 : sides.1
                    if far == inside.0 || far == inside.1 || far == inside.2 { continue }
                    let gain = saved - space.distance(last, far) + space.distance(near, far)
                    guard gain > least else { continue }
                    walk.move(before: before, first: row, last: last, after: after, near: near, far: far)
                    lookAgain([before, row, last, after, near, far])
                    return gain
                }
            }
            last = after
        }
        return 0
    }

    private mutating func lookAgain(_ rows: [Int32]) {
        for row in rows where !isWaiting[Int(row)] {
            isWaiting[Int(row)] = true
            waiting.append(row)
        }
    }
}
