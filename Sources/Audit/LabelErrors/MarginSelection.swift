/// For one given label: as many samples for each true label as the joint says, those whose probability is furthest
/// above that of the given label.
///
/// One thread at a time offers rows; which they are does not depend on their order.
final class MarginSelection<Number: ProbabilityNumber>: @unchecked Sendable {
    private let columns: Int
    /// The margin that a row needs to be looked at, for each true label; infinity where none is wanted.
    private var limits: [Number]
    private var places: [Int32]
    private var largest: [LargestMargins<Number>] = []
    private var reached: [Int32]

    /// - Returns: nil where no sample is wanted.
    init?(_ counts: PruneCounts, label: Int) {
        columns = counts.counts.count
        limits = [Number](repeating: .infinity, count: columns)
        places = [Int32](repeating: -1, count: columns)
        reached = [Int32](repeating: 0, count: columns)
        for (other, count) in counts.counts.enumerated() where other != label && count > 0 {
            limits[other] = -.infinity
            places[other] = Int32(largest.count)
            largest.append(LargestMargins(capacity: count))
        }
        guard !largest.isEmpty else { return nil }
    }

    func offer(_ numbers: UnsafePointer<Number>, own: Number, row: Int32) {
        let count = Number.marginsReached(numbers, own, limits, columns, &reached)
        for other in reached[..<count] {
            let other = Int(other)
            let place = Int(places[other])
            largest[place].offer(numbers[other] - own, row: row)
            limits[other] = largest[place].limit
        }
    }

    /// Whether a row whose margins are all at most `margin` could still be taken for some true label.
    func couldTake(_ margin: Number) -> Bool {
        largest.contains { $0.limit <= margin }
    }

    var rows: [Int32] { largest.flatMap(\.rows) }
}
