import Foundation

/// What a model says of one sample, held against the label that the sample has.
///
/// The margin is the logit of the given class less the largest of the others; a softmax shifts all logits alike, so the
/// logarithms of two probabilities differ as their logits do.
public struct Verdict: Sendable, Equatable {
    /// The class of the largest probability; of equal ones the first.
    public let predicted: Int
    /// Cross-entropy in nats: −log p(given).
    public let loss: Double
    /// log p(given) − log of the largest other probability: above 0 where the model agrees with the label.
    public let margin: Double

    /// Probabilities below this count as this, so that a model that is sure and wrong has a finite loss (27.6).
    public static let leastProbability = 1e-12

    /// - Parameters:
    ///   - probabilities: one a class; they sum to 1.
    ///   - given: the index of the sample's label.
    public init(_ probabilities: some Collection<Float>, given: Int) {
        precondition((0..<probabilities.count).contains(given), "the label is one of the classes")
        var own = 0.0
        var other = 0.0
        var best = (index: 0, value: -Float.infinity)
        for (index, value) in probabilities.enumerated() {
            if value > best.value { best = (index, value) }
            if index == given { own = Double(value) } else { other = max(other, Double(value)) }
        }
        let ownLog = log(max(own, Self.leastProbability))
        predicted = best.index
        loss = -ownLog
        margin = ownLog - log(max(other, Self.leastProbability))
    }

    /// The class of the largest probability; of equal ones the first.
    public static func predicted(_ probabilities: some Collection<Float>) -> Int {
        var best = (index: 0, value: -Float.infinity)
        for (index, value) in probabilities.enumerated() where value > best.value { best = (index, value) }
        return best.index
    }
}
