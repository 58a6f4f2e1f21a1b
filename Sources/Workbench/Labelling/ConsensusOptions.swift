/// How a consensus is found, and when it counts.
public struct ConsensusOptions: Sendable, Codable, Equatable {
    public var method: ConsensusMethod
    /// By name, for the method `weighted`.
    public var weights: [String: Double]
    /// Answers that a sample needs.
    public var minAnswers: Int
    /// The probability that the likeliest class needs, 0 to 1.
    public var minProbability: Double

    public init(
        method: ConsensusMethod = .majority, weights: [String: Double] = [:], minAnswers: Int = 2,
        minProbability: Double = 0.5
    ) throws(ConsensusError) {
        guard (1...1_000).contains(minAnswers), (0...1).contains(minProbability),
            weights.values.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { throw .badOptions }
        guard method == .weighted || weights.isEmpty else { throw .weightsUnused }
        self.method = method
        self.weights = weights
        self.minAnswers = minAnswers
        self.minProbability = minProbability
    }
}

/// Why there is no consensus to show or to apply.
public enum ConsensusError: CodedError, Sendable, Equatable {
    case badOptions
    case weightsUnused
    case unknownPerson(String)
    /// The dataset or the answers changed since it was looked at.
    case stale
    case nothingToChange

    public var code: String {
        switch self {
        case .badOptions: "bad-options"
        case .weightsUnused: "weights-unused"
        case .unknownPerson: "unknown-person"
        case .stale: "stale-consensus"
        case .nothingToChange: "nothing-to-do"
        }
    }

    public var description: String {
        switch self {
        case .badOptions:
            "The number of answers must be 1 to 1000, the probability 0 to 1, and a weight 0 or more."
        case .weightsUnused: "Weights are of the method weighted only."
        case .unknownPerson(let name): "\u{201C}\(name)\u{201D} has given no answer, and so has no weight."
        case .stale: "Somebody answered or edited since you looked. Look again, and then apply it."
        case .nothingToChange: "The labels are as the consensus has them; nothing was changed."
        }
    }
}
