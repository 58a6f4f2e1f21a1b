import Foundation
public import Matrices

/// Makes probabilities as sure as they should be: each is raised to a power, the same for all, and rows are scaled to 1.
///
/// The power is that with the smallest log-loss of the given labels; below 1 it takes sureness away.
///
/// - SeeAlso: Guo, Pleiss, Sun, Weinberger 2017, "On calibration of modern neural networks"; the power is one over their
///   temperature.
public struct Calibration: Sendable, Equatable {
    public let power: Double

    public init(power: Double) {
        self.power = power
    }

    /// - Parameters:
    ///   - probabilities: out-of-sample, N × K.
    ///   - labels: rows without one are not looked at.
    public init(of probabilities: Matrix, labels: [Int?]) {
        precondition(labels.count == probabilities.rows, "a label or none for each row")
        let rows = labels.indices.filter { labels[$0] != nil }
        let logs = rows.flatMap { row in probabilities.row(row).map { log(max(Double($0), Self.least)) } }
        let own = rows.map { labels[$0] ?? 0 }
        let classes = probabilities.columns
        // Golden section: the loss has one valley.
        func loss(_ power: Double) -> Double {
            var sum = 0.0
            for (place, label) in own.enumerated() {
                let start = place * classes
                var largest = -Double.infinity
                for index in start..<start + classes { largest = max(largest, power * logs[index]) }
                var total = 0.0
                for index in start..<start + classes { total += exp(power * logs[index] - largest) }
                sum += largest + log(total) - power * logs[start + label]
            }
            return sum
        }
        var (low, high) = (log(0.05), log(5.0))
        let golden = (5.0.squareRoot() - 1) / 2
        var (left, right) = (high - golden * (high - low), low + golden * (high - low))
        var (atLeft, atRight) = (loss(exp(left)), loss(exp(right)))
        while high - low > 1e-3, !own.isEmpty {
            if atLeft <= atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - golden * (high - low)
                atLeft = loss(exp(left))
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + golden * (high - low)
                atRight = loss(exp(right))
            }
        }
        power = own.isEmpty ? 1 : exp((low + high) / 2)
    }

    /// The same rows, as sure as they should be.
    public func applied(to probabilities: Matrix) -> Matrix {
        var result = probabilities
        let classes = probabilities.columns
        for row in 0..<probabilities.rows {
            var sum = 0.0
            for column in 0..<classes {
                let value = pow(max(Double(probabilities[row, column]), Self.least), power)
                result[row, column] = Float(value)
                sum += value
            }
            for column in 0..<classes { result[row, column] /= Float(sum) }
        }
        return result
    }

    /// What is below counts as this.
    private static let least = 1e-9
}
