import Dataset
import Matrices
public import Scoring

/// How well one model does on one set of samples.
public struct SetScore: Codable, Sendable, Equatable {
    /// Samples that were scored.
    public let count: Int
    public let correct: Int
    /// From 0 to 1.
    public let accuracy: Double
    /// Cross-entropy in nats, the mean.
    public let loss: Double
    /// Of the accuracy, over the samples (Wilson, 95 %).
    public let interval: ConfidenceInterval

    /// - Parameter set: nil is every sample with a label.
    /// - Returns: nil where there is nothing to score.
    init?(rows: [RunFiles.Row], probabilities: Matrix, classes: [String], set: ScoredSet? = nil) {
        let indexOf = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        var verdicts: [(verdict: Verdict, given: Int)] = []
        for (index, row) in rows.enumerated() {
            guard set?.contains(row) ?? true, let given = row.given.flatMap({ indexOf[$0] }) else { continue }
            let values = probabilities.row(index)
            guard values.first?.isNaN == false else { continue }
            verdicts.append((Verdict(values, given: given), given))
        }
        guard !verdicts.isEmpty else { return nil }
        count = verdicts.count
        correct = verdicts.count { $0.verdict.predicted == $0.given }
        accuracy = Double(correct) / Double(count)
        loss = Spread(verdicts.map(\.verdict.loss)).mean
        interval = .wilson(correct: correct, total: count)
    }
}

/// How well a model does on one set of samples over several seeds.
public struct MeanScore: Codable, Sendable, Equatable {
    /// The mean accuracy.
    public let mean: Double
    /// The standard deviation over the seeds (n − 1); nil of a single one.
    public let deviation: Double?
    /// 95 %: over the seeds (Student's t) where there are two or more, else over the samples (Wilson).
    public let interval: ConfidenceInterval
    public let seeds: Int

    init?(_ scores: [SetScore]) {
        guard let first = scores.first else { return nil }
        let spread = Spread(scores.map(\.accuracy))
        mean = spread.mean
        deviation = scores.count > 1 ? spread.deviation : nil
        interval = scores.count > 1 ? .student(scores.map(\.accuracy)).within(0...1) : first.interval
        seeds = scores.count
    }
}
