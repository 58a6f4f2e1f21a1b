import Foundation
public import Matrices

/// How well probabilities foretell the given labels. What has no label does not count.
public enum OutOfSampleScore {
    /// The mean cross-entropy in nats; probabilities are taken as at least 1e-7. 0 where nothing has a label.
    public static func logLoss(_ probabilities: Matrix, labels: [Int?]) -> Double {
        precondition(labels.count == probabilities.rows, "a label or none for each row")
        var sum = 0.0
        var count = 0
        for (row, label) in labels.enumerated() {
            guard let label else { continue }
            sum -= log(max(Double(probabilities[row, label]), 1e-7))
            count += 1
        }
        return count > 0 ? sum / Double(count) : 0
    }

    /// The share of labels that are the most probable class. 0 where nothing has a label.
    public static func accuracy(_ probabilities: Matrix, labels: [Int?]) -> Double {
        precondition(labels.count == probabilities.rows, "a label or none for each row")
        var right = 0
        var count = 0
        for (row, label) in labels.enumerated() {
            guard let label else { continue }
            count += 1
            if probabilities.largest(inRow: row) == label { right += 1 }
        }
        return count > 0 ? Double(right) / Double(count) : 0
    }
}

extension Matrix {
    /// The column of a row's largest number; of several the first. 0 without columns.
    public func largest(inRow row: Int) -> Int {
        var best = 0
        for column in 0..<columns where self[row, column] > self[row, best] { best = column }
        return best
    }
}
