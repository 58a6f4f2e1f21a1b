/// What may be said of a training. The defaults are the competition's; whatever is not here is fixed.
public struct FixedModelSettings: Sendable, Codable, Hashable {
    /// Images are stretched to this many pixels in width and height.
    public var inputSide: Int
    /// Passes over the training images.
    public var epochs: Int
    /// Images a step; the last step of an epoch takes what is left.
    public var batch: Int
    /// Adam's, the same in every step.
    public var learningRate: Double
    /// The most images that train and val may have together.
    public var imageBudget: Int

    public init(
        inputSide: Int = 32, epochs: Int = 100, batch: Int = 8, learningRate: Double = 1e-4, imageBudget: Int = 10_000
    ) {
        self.inputSide = inputSide
        self.epochs = epochs
        self.batch = batch
        self.learningRate = learningRate
        self.imageBudget = imageBudget
    }

    /// The 2021 Data-Centric AI Competition's.
    public static let competition = FixedModelSettings()

    /// - Throws: `FixedModelError.badSetting`, in the order of the properties.
    public func validate() throws(FixedModelError) {
        func demand(_ holds: Bool, _ setting: String, _ rule: String) throws(FixedModelError) {
            guard holds else { throw .badSetting(setting, rule) }
        }
        try demand((8...256).contains(inputSide), "inputSide", "is between 8 and 256")
        try demand((1...10_000).contains(epochs), "epochs", "is between 1 and 10000")
        try demand((1...256).contains(batch), "batch", "is between 1 and 256")
        try demand(batch * inputSide * inputSide <= 1 << 20, "batch", "times inputSide squared is at most 1048576")
        try demand(learningRate > 0 && learningRate <= 1, "learningRate", "is above 0 and at most 1")
        try demand((2...1_000_000).contains(imageBudget), "imageBudget", "is between 2 and 1000000")
    }
}
