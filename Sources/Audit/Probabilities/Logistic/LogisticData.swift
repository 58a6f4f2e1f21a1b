import Matrices

/// What all fits learn from: each leaves out one fold of it.
struct LogisticData: Sendable {
    /// N × D, each column with mean 0: the intercepts then hardly depend on the weights.
    let features: Matrix
    /// Of each row; -1 where it has none.
    let labels: [Int32]
    /// How much each row counts.
    let weights: [Float]
    let folds: [Int32]
    let classes: Int
    let threads: Int

    /// The weight of what a fit learns from that leaves out this fold.
    func weight(without fold: Int32) -> Double {
        var sum = 0.0
        for row in labels.indices where labels[row] >= 0 && folds[row] != fold { sum += Double(weights[row]) }
        return sum
    }
}
