public import Foundation

/// What a softmax regression can be told.
public struct LogisticOptions: Sendable, Equatable {
    /// How weak the penalty is: scikit-learn's C. Of several that with the smallest log-loss out of sample is taken.
    public var strengths: [Double]
    /// A fit ends where the penalised mean loss is about so near to its least.
    public var tolerance: Double
    /// Steps of a fit at most.
    public var mostRounds: Int
    public var threads: Int

    public init(
        strengths: [Double] = [1], tolerance: Double = 1e-6, mostRounds: Int = 300,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.strengths = strengths
        self.tolerance = tolerance
        self.mostRounds = mostRounds
        self.threads = threads
    }
}
