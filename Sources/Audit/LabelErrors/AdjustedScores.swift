import Matrices

/// Scores of probabilities less the thresholds of their classes, moved up by the largest threshold and scaled to sum
/// to 1.
struct AdjustedScores<Number: ProbabilityNumber>: Sendable {
    let table: ProbabilityTable<Number>
    let labels: GivenLabels
    let thresholds: [Double]
    /// Else the self-confidence.
    let wantsMargin: Bool

    /// - Parameter type: what is computed in; equal scores are equal in it.
    func scores<Value: ProbabilityNumber>(in type: Value.Type, _ threads: Int) throws -> [Double] {
        let thresholds = thresholds.map { Value($0) }
        let most = thresholds.max() ?? 0
        var scores = [Double](repeating: 0, count: table.rows)
        try scores.withUnsafeMutableBufferPointer { scores in
            let scores = SharedBuffer(scores)
            try table.walk(progress: { _ in }) { range in
                parallelBlocks(range.count, size: table.blockRows, threads: threads) { _, block in
                    var adjusted = thresholds
                    for row in range.lowerBound + block.lowerBound..<range.lowerBound + block.upperBound {
                        for column in 0..<table.columns {
                            let number = Value(table.numbers[row * table.columns + column])
                            adjusted[column] = number - thresholds[column] + most
                        }
                        scores[row] = Double(score(adjusted, given: Int(labels.values[row])))
                    }
                }
            }
        }
        return scores
    }

    private func score<Value: ProbabilityNumber>(_ adjusted: [Value], given: Int) -> Value {
        let sum = adjusted.pairwiseSum()
        let own = adjusted[given] / sum
        guard wantsMargin else { return own }
        var other = -Value.infinity
        for column in adjusted.indices where column != given { other = max(other, adjusted[column] / sum) }
        return (own - other + 1) / 2
    }
}
