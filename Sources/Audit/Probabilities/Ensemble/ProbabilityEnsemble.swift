import Foundation
public import Matrices

/// Several sources heard together: each calibrated, then their mean, those that foretell the labels better counting more.
///
/// The shares are those under which the given labels are most probable, found by expectation maximisation and mixed with
/// equal shares by a fifth, so that no source falls silent.
public struct ProbabilityEnsemble: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public let name: String
        /// N × K, calibrated.
        public let probabilities: Matrix
        public let calibration: Calibration
        /// How much it counts; the shares sum to 1.
        public let share: Double
        /// Of the calibrated probabilities; see `OutOfSampleScore`.
        public let logLoss: Double
        public let accuracy: Double
    }

    public let members: [Member]
    /// N × K.
    public let probabilities: Matrix
    public let logLoss: Double
    public let accuracy: Double

    private static let rounds = 100
    private static let equalShare = 0.2

    /// - Parameters:
    ///   - sources: one or more, of the same shape.
    ///   - labels: of each row, or nil.
    ///   - weights: how much each row's label counts for the shares; all alike where nil.
    public init(_ sources: [ProbabilitySource], labels: [Int?], weights: [Float]? = nil) {
        precondition(!sources.isEmpty, "there is a source")
        let (rows, columns) = (sources[0].probabilities.rows, sources[0].probabilities.columns)
        precondition(
            sources.allSatisfy { $0.probabilities.rows == rows && $0.probabilities.columns == columns },
            "sources are of the same samples and classes")
        let calibrations = sources.map { Calibration(of: $0.probabilities, labels: labels) }
        let calibrated = zip(sources, calibrations).map { $1.applied(to: $0.probabilities) }
        let shares = Self.shares(calibrated, labels: labels, weights: weights)
        var mean = Matrix(rows: rows, columns: columns)
        for (matrix, share) in zip(calibrated, shares) {
            for index in mean.values.indices { mean.values[index] += Float(share) * matrix.values[index] }
        }
        members = sources.indices.map { index in
            Member(
                name: sources[index].name, probabilities: calibrated[index], calibration: calibrations[index],
                share: shares[index], logLoss: OutOfSampleScore.logLoss(calibrated[index], labels: labels),
                accuracy: OutOfSampleScore.accuracy(calibrated[index], labels: labels))
        }
        probabilities = mean
        logLoss = OutOfSampleScore.logLoss(mean, labels: labels)
        accuracy = OutOfSampleScore.accuracy(mean, labels: labels)
    }

    private static func shares(_ sources: [Matrix], labels: [Int?], weights: [Float]?) -> [Double] {
        let count = sources.count
        let equal = [Double](repeating: 1 / Double(count), count: count)
        let rows = labels.indices.filter { labels[$0] != nil }
        guard count > 1, !rows.isEmpty else { return equal }
        let own = rows.flatMap { row in sources.map { max(Double($0[row, labels[row] ?? 0]), 1e-6) } }
        var shares = equal
        for _ in 0..<rounds {
            var next = [Double](repeating: 0, count: count)
            for (place, row) in rows.enumerated() {
                let start = place * count
                let total = shares.indices.reduce(0.0) { $0 + shares[$1] * own[start + $1] }
                let weight = weights.map { Double($0[row]) } ?? 1
                for source in 0..<count { next[source] += weight * shares[source] * own[start + source] / total }
            }
            let all = next.reduce(0, +)
            guard all > 0 else { break }
            shares = next.map { $0 / all }
        }
        return shares.map { (1 - equalShare) * $0 + equalShare / Double(count) }
    }
}
