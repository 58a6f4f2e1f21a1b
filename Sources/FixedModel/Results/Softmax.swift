import Foundation
import Matrices

/// The softmax and what is measured on logits.
enum Softmax {
    /// Probabilities in place of logits.
    static func replace(_ logits: UnsafeMutableBufferPointer<Float>) {
        let greatest = logits.max() ?? 0
        var sum: Float = 0
        for index in logits.indices {
            logits[index] = exp(logits[index] - greatest)
            sum += logits[index]
        }
        for index in logits.indices { logits[index] /= sum }
    }

    /// The cross-entropy of each row with its label, in nats.
    static func losses(_ logits: Matrix, labels: [Int]) -> [Float] {
        each(logits, labels) { row, label in
            let greatest = row.max() ?? 0
            let sum = row.reduce(into: 0 as Float) { $0 += exp($1 - greatest) }
            return log(sum) - (row[label] - greatest)
        }
    }

    /// The logit of each row's label less the greatest other one.
    static func margins(_ logits: Matrix, labels: [Int]) -> [Float] {
        each(logits, labels) { row, label in
            var other = -Float.infinity
            for index in row.indices where index != label { other = max(other, row[index]) }
            return row[label] - other
        }
    }

    private static func each(
        _ logits: Matrix, _ labels: [Int], _ measure: (_ row: UnsafeBufferPointer<Float>, _ label: Int) -> Float
    ) -> [Float] {
        precondition(labels.count == logits.rows, "one label an image")
        return logits.values.withUnsafeBufferPointer { values in
            labels.indices.map { row in
                let place = row * logits.columns..<(row + 1) * logits.columns
                return measure(UnsafeBufferPointer(rebasing: values[place]), labels[row])
            }
        }
    }
}
