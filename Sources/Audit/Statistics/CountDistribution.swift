/// How probable each count from 0 up is.
public struct CountDistribution: Sendable, Equatable {
    /// Of 0, 1, … ; they sum to 1.
    public let probabilities: [Double]

    public init(_ probabilities: [Double]) {
        self.probabilities = probabilities
    }

    /// Certainly 0.
    public static let zero = CountDistribution([1])

    /// The sum of two independent counts.
    public func adding(_ other: CountDistribution) -> CountDistribution {
        if probabilities.count == 1 { return other }
        if other.probabilities.count == 1 { return self }
        var sum = [Double](repeating: 0, count: probabilities.count + other.probabilities.count - 1)
        for (i, p) in probabilities.enumerated() {
            for (j, q) in other.probabilities.enumerated() { sum[i + j] += p * q }
        }
        return CountDistribution(sum)
    }

    /// For every count twice the probability of one at least as far out on its side, at most 1.
    public func twoSided() -> [Double] {
        var below = [Double](repeating: 0, count: probabilities.count)
        var above = below
        var sum = 0.0
        for index in probabilities.indices {
            sum += probabilities[index]
            below[index] = sum
        }
        sum = 0
        for index in probabilities.indices.reversed() {
            sum += probabilities[index]
            above[index] = sum
        }
        return probabilities.indices.map { min(1, 2 * min(below[$0], above[$0])) }
    }

    /// The probability of at most `count`.
    public func atMost(_ count: Int) -> Double {
        probabilities.prefix(max(0, count + 1)).reduce(0, +)
    }

    public var mean: Double {
        probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
}
