/// What an epoch of training came to.
public struct EpochReport: Sendable, Equatable {
    /// Counts from 1.
    public let epoch: Int

    /// On train as Keras reports it: the mean over the epoch's images, each seen once, by the weights as they were at
    /// its step, with the batch's own statistics.
    public let trainLoss: Double
    public let trainAccuracy: Double

    /// On val, by the weights at the end of the epoch.
    public let valLoss: Double
    public let valAccuracy: Double

    /// The logit of the label less the greatest other one, for each training image as it was seen in this epoch:
    /// above 0 where the prediction was right. Their means over the epochs are the area under the margin.
    ///
    /// - SeeAlso: Pleiss, Zhang, Elenberg, Weinberger 2020, "Identifying mislabeled data using the area under the
    ///   margin ranking".
    public let trainMargins: [Float]

    /// The same for each image of val, by the weights at the end of the epoch.
    public let valMargins: [Float]

    /// Whether no earlier epoch had as good a `valAccuracy`: its weights are the best so far.
    public let isBest: Bool

    /// Wall time of the training steps and of the pass over val.
    public let trainSeconds: Double
    public let valSeconds: Double

    /// Training images a second of the whole epoch, val included.
    public var imagesPerSecond: Double {
        Double(trainMargins.count) / max(trainSeconds + valSeconds, .leastNormalMagnitude)
    }
}
