public import Neighbors

/// The settings of UMAP, by the names and with the defaults that its users know.
public struct UMAPOptions: Sendable, Codable, Equatable {
    /// How many neighbours make the neighbourhood of a point, itself counted, as in umap-learn.
    public var nNeighbors: Int
    /// How near points may lie in the layout, in units of `spread`.
    public var minDist: Double
    /// The scale of the layout.
    public var spread: Double
    /// Passes of the optimisation; nil: 500 for up to 10,000 points, 200 beyond.
    public var nEpochs: Int?
    public var metric: Metric
    /// Points that push for each edge that pulls.
    public var negativeSampleRate: Int
    /// The weight of pushes. Other values than 1 are another objective.
    public var repulsionStrength: Double
    public var learningRate: Double
    /// 1: fuzzy union of the two directions of an edge, 0: intersection.
    public var setOperationMix: Double
    /// How many nearest neighbours are fully connected; may be fractional.
    public var localConnectivity: Double
    /// How much labels count where they are given: at 1 no edge between different ones remains, at 0 they are a twelfth
    /// of what they would be.
    public var targetWeight: Double
    /// Same seed and same matrix: same layout, bit for bit.
    public var seed: UInt64
    /// The dimensions of the layout.
    public var components: Int

    public init(
        nNeighbors: Int = 15, minDist: Double = 0.1, spread: Double = 1, nEpochs: Int? = nil,
        metric: Metric = .euclidean, negativeSampleRate: Int = 5, repulsionStrength: Double = 1,
        learningRate: Double = 1, setOperationMix: Double = 1, localConnectivity: Double = 1,
        targetWeight: Double = 0.5, seed: UInt64 = 42, components: Int = 2
    ) {
        self.nNeighbors = nNeighbors
        self.minDist = minDist
        self.spread = spread
        self.nEpochs = nEpochs
        self.metric = metric
        self.negativeSampleRate = negativeSampleRate
        self.repulsionStrength = repulsionStrength
        self.learningRate = learningRate
        self.setOperationMix = setOperationMix
        self.localConnectivity = localConnectivity
        self.targetWeight = targetWeight
        self.seed = seed
        self.components = components
    }

    /// The number of passes for `count` points.
    public func epochs(for count: Int) -> Int {
        nEpochs ?? (count <= 10_000 ? 500 : 200)
    }

    /// The number of passes for `count` points that are placed in a layout that is there.
    func placingEpochs(for count: Int) -> Int {
        nEpochs.map { $0 / 3 } ?? (count <= 10_000 ? 100 : 30)
    }

    /// - Throws: `ProjectionError.badOption`.
    package func validate() throws {
        func demand(_ holds: Bool, _ option: String, _ rule: String) throws {
            guard holds else { throw ProjectionError.badOption(option, rule) }
        }
        try demand(nNeighbors >= 2 && nNeighbors <= 10_000, "nNeighbors", "is between 2 and 10000")
        try demand(spread > 0 && spread.isFinite, "spread", "is above 0")
        try demand(minDist >= 0 && minDist <= spread, "minDist", "is between 0 and spread")
        try demand((nEpochs ?? 1) >= 0 && (nEpochs ?? 1) <= 100_000, "nEpochs", "is between 0 and 100000")
        try demand((0...50).contains(negativeSampleRate), "negativeSampleRate", "is between 0 and 50")
        try demand(repulsionStrength >= 0 && repulsionStrength.isFinite, "repulsionStrength", "is 0 or more")
        try demand(learningRate > 0 && learningRate.isFinite, "learningRate", "is above 0")
        try demand((0...1).contains(setOperationMix), "setOperationMix", "is between 0 and 1")
        try demand((0...1).contains(targetWeight), "targetWeight", "is between 0 and 1")
        try demand(localConnectivity >= 0 && localConnectivity.isFinite, "localConnectivity", "is 0 or more")
        try demand((1...16).contains(components), "components", "is between 1 and 16")
    }
}
