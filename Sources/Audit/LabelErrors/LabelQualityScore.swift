/// How good a given label is, between 0 (surely wrong) and 1; label errors are ranked by it, the lowest first.
///
/// - SeeAlso: Kuan, Mueller 2022, "Model-agnostic label quality scoring to detect real-world label errors".
public enum LabelQualityScore: String, Sendable, CaseIterable, Codable {
    /// The probability of the given label.
    case selfConfidence = "self-confidence"
    /// (probability of the given label - the largest of the others + 1) / 2. Best where another class is right.
    case normalizedMargin = "normalized-margin"
    /// log(e + 1) / e, with e the entropy over log K over the self-confidence: cleanlab's `confidence_weighted_entropy`.
    case entropy
}
