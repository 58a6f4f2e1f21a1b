/// What came out of a run, in numbers.
public struct RunResult: Codable, Sendable, Equatable {
    /// The epoch whose weights were taken, from 1.
    public var bestEpoch: Int?
    /// Training images a second, val and all else included.
    public var imagesPerSecond: Double?
    /// By set: `train`, `val`, `test`, `none`; of an out-of-sample run `out of sample`.
    public var scores: [String: SetScore] = [:]
}
