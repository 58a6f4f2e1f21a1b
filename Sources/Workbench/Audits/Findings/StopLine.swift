public import Dataset
import Scoring

/// Where to stop looking: the score below which so few findings are right that looking on does not pay.
public struct StopLine: Codable, Sendable, Equatable {
    public let kind: FindingKind
    /// Looking at findings with a lower score does not pay; nil where the verdicts do not say so.
    public let score: Double?
    /// Open findings above it, or all.
    public let worthLooking: Int
    /// Open findings below it.
    public let below: Int
    /// In a line.
    public let words: String

    /// Looking pays while one finding in this many is right.
    public static let oneIn = 4
    /// So many verdicts, next to each other in score, have to say so.
    public static let window = 20

    /// - Parameters:
    ///   - verdicts: of the kind.
    ///   - open: the scores of its findings that nobody has judged.
    public init(kind: FindingKind, verdicts: [ScoredVerdict], open: [Double]) {
        let line = Self.line(verdicts)
        self.kind = kind
        score = line
        below = line.map { line in open.count { $0 < line } } ?? 0
        worthLooking = open.count - below
        if let line {
            words =
                "Below a score of \(KnownPrecision.decimal(line)) fewer than one in \(Self.oneIn) is right, by "
                + "\(Self.window) verdicts there: \(worthLooking) are left above it, \(below) lie below."
        } else if verdicts.count < Self.window {
            words =
                "\(Self.window - verdicts.count) more verdicts, and it can be said where looking no longer pays. "
                + "\(open.count) are open."
        } else {
            words = "So far it pays to look on: \(open.count) are open."
        }
    }

    /// The highest score at which 20 verdicts in a row, downwards, are surely right less often than it pays.
    private static func line(_ verdicts: [ScoredVerdict]) -> Double? {
        let sorted = verdicts.sorted { $0.score > $1.score }
        guard sorted.count >= window else { return nil }
        for start in 0...(sorted.count - window) {
            let here = sorted[start..<start + window]
            let interval = ConfidenceInterval.wilson(correct: here.count(where: \.isRight), total: window)
            if interval.high < 1 / Double(oneIn) { return here.first?.score }
        }
        return nil
    }
}
