public import Foundation

/// What confident learning can be told. The defaults are cleanlab's.
public struct LabelErrorOptions: Sendable, Equatable {
    public var method: LabelErrorMethod
    public var score: LabelQualityScore
    /// Takes the class's threshold off each probability before scoring, so that a rare class is not suspected for
    /// being rare. Not defined for the entropy.
    public var adjusted: Bool
    /// Which share of the estimated errors `noiseRate`, `byClass` and `both` take, 0 ... 1.
    public var noiseShare: Double
    /// How many samples of a class `noiseRate`, `byClass` and `both` leave at least.
    public var leastPerClass: Int
    public var threads: Int

    public init(
        method: LabelErrorMethod = .noiseRate, score: LabelQualityScore = .selfConfidence, adjusted: Bool = false,
        noiseShare: Double = 1, leastPerClass: Int = 1, threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.method = method
        self.score = score
        self.adjusted = adjusted
        self.noiseShare = noiseShare
        self.leastPerClass = leastPerClass
        self.threads = threads
    }
}
