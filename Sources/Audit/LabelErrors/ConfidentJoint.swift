/// How many samples of each given label are confidently of each class, and what follows for the noise of the labels.
///
/// Matrices are K × K, row after row. `counts`, `calibrated` and `joint` have a row for each given label and a column
/// for each true one.
///
/// - SeeAlso: Northcutt, Jiang, Chuang 2021, section 3.1 and equation 3.
public struct ConfidentJoint: Sendable, Equatable {
    public let classes: Int
    /// How many samples have each given label.
    public let given: [Int]
    /// As counted, with at least 1 on the diagonal.
    public let counts: [Int]
    /// Scaled so that each row sums to the samples of its label, and rounded.
    public let calibrated: [Int]

    /// - Parameter counts: the confident samples; those on the diagonal may be 0 still.
    init(counts: [Int], given: [Int]) {
        classes = given.count
        self.given = given
        var counts = counts
        for label in 0..<classes { counts[label * classes + label] = max(1, counts[label * classes + label]) }
        self.counts = counts
        calibrated = Self.calibrate(counts, given)
    }

    /// The share of all samples with each given and true label; sums to 1.
    public var joint: [Double] {
        let sum = Double(calibrated.reduce(0, +))
        return calibrated.map { Double($0) / max(sum, 1e-100) }
    }

    /// The same sums in the same order as cleanlab: a count that ends in a half is rounded to the same side.
    private static func calibrate(_ counts: [Int], _ given: [Int]) -> [Int] {
        let classes = given.count
        // By true label, as the sum is taken.
        var scaled = [Double](repeating: 0, count: counts.count)
        for label in 0..<classes {
            let sum = Double(counts[label * classes..<(label + 1) * classes].reduce(0, +))
            for other in 0..<classes {
                scaled[other * classes + label] = Double(counts[label * classes + other]) / sum * Double(given[label])
            }
        }
        let total = max(scaled.pairwiseSum(), 1e-100)
        let samples = Double(given.reduce(0, +))
        return (0..<classes).flatMap { label in
            (0..<classes).map { scaled[$0 * classes + label] / total * samples }.roundedPreservingSum()
        }
    }
}
