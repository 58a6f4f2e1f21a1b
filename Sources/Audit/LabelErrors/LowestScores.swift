/// The `count` lowest of some scores, by (score, position): of equal ones the first.
struct LowestScores<Number: ProbabilityNumber> {
    /// Positions within the scores, ascending.
    let positions: [Int]

    init(_ scores: [Number], count: Int) {
        guard count > 0 else {
            positions = []
            return
        }
        guard count < scores.count else {
            positions = Array(scores.indices)
            return
        }
        let last = Self.select(count - 1, of: scores)
        // All below the last one are taken, and of those equal to it the first, as many as there is room for.
        var room = count - scores.count(where: { $0 < last })
        positions = scores.indices.filter { position in
            guard scores[position] == last, room > 0 else { return scores[position] < last }
            room -= 1
            return true
        }
    }

    /// The number that stands at a place once all are sorted: quickselect around the median of three.
    private static func select(_ place: Int, of scores: [Number]) -> Number {
        var scores = scores
        return scores.withUnsafeMutableBufferPointer { scores in
            var low = 0
            var high = scores.count - 1
            while low < high {
                let three = [scores[low], scores[(low + high) / 2], scores[high]].sorted()
                let pivot = three[1]
                var left = low
                var right = high
                while left <= right {
                    while scores[left] < pivot { left += 1 }
                    while scores[right] > pivot { right -= 1 }
                    if left <= right {
                        scores.swapAt(left, right)
                        left += 1
                        right -= 1
                    }
                }
                if place <= right {
                    high = right
                } else if place >= left {
                    low = left
                } else {
                    break
                }
            }
            return scores[place]
        }
    }
}
