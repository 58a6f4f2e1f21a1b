/// For each class the mean self-confidence of the samples that have it as their label: above it, a probability counts
/// as confident.
///
/// - SeeAlso: Northcutt, Jiang, Chuang 2021, equation 2.
struct ConfidentThresholds<Number: ProbabilityNumber>: Sendable {
    /// Of a class that no sample has: nothing reaches it.
    private static var unreachable: Double { 2 }

    let values: [Double]
    /// What a probability is compared with: the threshold, a little lowered.
    let cutoffs: [Number]

    init(_ labels: GivenLabels, selfConfidences: [Number]) {
        let means: [Number?] = labels.counts.indices.map { label in
            let rows = labels.rows(of: label)
            guard !rows.isEmpty else { return nil }
            let sum = rows.map { selfConfidences[Int($0)] }.pairwiseSum()
            return max(Number(Double(sum) / Double(rows.count)), 2 * Number.slack)
        }
        values = means.map { $0.map { Double($0) } ?? Self.unreachable }
        guard means.contains(nil) else {
            cutoffs = means.map { ($0 ?? 0) - Number.slack }
            return
        }
        // Where a class is missing NumPy makes all thresholds doubles, and compares in double: the same as comparing
        // with the next number above.
        cutoffs = values.map { value in
            let cutoff = value - 1e-6
            let near = Number(cutoff)
            return Double(near) < cutoff ? near.nextUp : near
        }
    }
}
