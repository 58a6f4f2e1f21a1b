/// One epoch of a run: what its curves are drawn from.
public struct RunEpoch: Sendable, Codable, Equatable {
    /// From 1 in an out-of-sample run, else 0.
    public var fold: Int
    /// From 1.
    public var epoch: Int
    /// Cross-entropy in nats, the mean over the samples.
    public var trainLoss: Double?
    /// From 0 to 1.
    public var trainAccuracy: Double?
    public var valLoss: Double?
    public var valAccuracy: Double?
    /// Of the epoch, with all that belongs to it.
    public var seconds: Double?
    /// Training images a second.
    public var imagesPerSecond: Double?

    public init(
        fold: Int = 0, epoch: Int, trainLoss: Double? = nil, trainAccuracy: Double? = nil, valLoss: Double? = nil,
        valAccuracy: Double? = nil, seconds: Double? = nil, imagesPerSecond: Double? = nil
    ) {
        self.fold = fold
        self.epoch = epoch
        self.trainLoss = trainLoss
        self.trainAccuracy = trainAccuracy
        self.valLoss = valLoss
        self.valAccuracy = valAccuracy
        self.seconds = seconds
        self.imagesPerSecond = imagesPerSecond
    }
}
