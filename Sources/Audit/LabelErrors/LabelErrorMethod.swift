/// Which samples count as label errors.
///
/// - SeeAlso: Northcutt, Jiang, Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70,
///   section 3.2; the names in cleanlab are given with each.
public enum LabelErrorMethod: String, Sendable, CaseIterable, Codable {
    /// For each pair of classes as many as the joint says, those of the largest margin: `prune_by_noise_rate`.
    case noiseRate = "noise-rate"
    /// For each class as many as the joint says, those of the smallest self-confidence: `prune_by_class`.
    case byClass = "class"
    /// What both of the above take: `both`.
    case both
    /// What was counted off the diagonal of the confident joint: `confident_learning`.
    case confident
    /// Where the largest probability is of another class than the given: `predicted_neq_given`.
    case predicted
    /// The smallest self-confidences, as many as `confident` finds: `low_self_confidence`.
    case lowSelfConfidence = "low-self-confidence"
    /// The smallest normalised margins, as many as `confident` finds: `low_normalized_margin`.
    case lowNormalizedMargin = "low-normalized-margin"
}
