import Foundation

/// Where a score lies with a stated confidence, and by which method that was found.
public struct ConfidenceInterval: Sendable, Codable, Equatable {
    public enum Method: String, Sendable, Codable {
        /// Student's t over the seeds: how much the score moves from one training to the next.
        case student = "student-t over seeds"
        /// Wilson's score interval over the samples: how much it would move with other samples of the same kind.
        case wilson = "wilson over samples"
        /// Percentiles of a bootstrap over seeds and samples.
        case bootstrap = "bootstrap over seeds and samples"
    }

    public let low: Double
    public let high: Double
    /// Such as 0.95.
    public let level: Double
    public let method: Method

    public init(low: Double, high: Double, level: Double, method: Method) {
        self.low = low
        self.high = high
        self.level = level
        self.method = method
    }

    /// What of it can be: an accuracy is a share, whatever the t of two seeds says.
    public func within(_ range: ClosedRange<Double>) -> ConfidenceInterval {
        ConfidenceInterval(
            low: max(range.lowerBound, low), high: min(range.upperBound, high), level: level, method: method)
    }

    /// Of the mean of some values, by Student's t.
    /// - Parameter values: at least two.
    public static func student(_ values: [Double], level: Double = 0.95) -> ConfidenceInterval {
        precondition(values.count > 1, "a deviation needs two values")
        let spread = Spread(values)
        let quantile = StudentT(degrees: Double(values.count - 1)).quantile(0.5 + level / 2)
        let half = quantile * spread.deviation / Double(values.count).squareRoot()
        return ConfidenceInterval(low: spread.mean - half, high: spread.mean + half, level: level, method: .student)
    }

    /// Of a share.
    ///
    /// - SeeAlso: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
    public static func wilson(correct: Int, total: Int, level: Double = 0.95) -> ConfidenceInterval {
        precondition(total > 0 && (0...total).contains(correct), "a share of something")
        let z = Normal.quantile(0.5 + level / 2)
        let n = Double(total)
        let share = Double(correct) / n
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return ConfidenceInterval(
            low: max(0, middle - half), high: min(1, middle + half), level: level, method: .wilson)
    }
}
