public import Dataset
import Foundation
import Scoring

/// How far the findings of a kind can be trusted, by what people said of those before: of the last 40 with at least a
/// score.
public struct KnownPrecision: Codable, Sendable, Equatable {
    public let kind: FindingKind
    /// Findings with at least this score are meant.
    public let score: Double
    /// How many verdicts there are, 40 at most.
    public let judged: Int
    public let accepted: Int
    /// `accepted` of `judged`; nil where nothing was judged.
    public let share: Double?
    /// Wilson's interval at 95 %; nil where nothing was judged.
    public let low: Double?
    public let high: Double?
    /// The same in a line.
    public let words: String

    public static let mostVerdicts = 40

    /// - Parameter verdicts: of the kind, in the order in which they were made.
    public init(kind: FindingKind, atLeast score: Double, verdicts: [ScoredVerdict]) {
        let last = verdicts.filter { $0.score >= score }.suffix(Self.mostVerdicts)
        self.kind = kind
        self.score = score
        judged = last.count
        accepted = last.count(where: \.isRight)
        guard !last.isEmpty else {
            (share, low, high) = (nil, nil, nil)
            words = "Nobody has judged a \(kind.noun) with a score of \(Self.decimal(score)) or more yet."
            return
        }
        let interval = ConfidenceInterval.wilson(correct: accepted, total: judged)
        share = Double(accepted) / Double(judged)
        low = interval.low
        high = interval.high
        let percent = { (share: Double) in String(Int((share * 100).rounded())) }
        words =
            "Of the last \(judged) \(kind.noun) findings with a score of \(Self.decimal(score)) or more you accepted "
            + "\(accepted) (\(percent(Double(accepted) / Double(judged))) %, "
            + "\(percent(interval.low))\u{2013}\(percent(interval.high)) %)."
    }

    /// Rounded down, so that the finding itself is among those meant.
    static func decimal(_ score: Double) -> String {
        String(format: "%.3f", (score * 1_000).rounded(.down) / 1_000)
    }
}
