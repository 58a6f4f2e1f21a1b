/// What a run says of one sample.
public struct ScoredSample: Codable, Sendable, Equatable {
    public let sample: Int64
    /// What it was used for.
    public let split: String?
    /// Its label at that version; nil where it has none.
    public let given: String?
    /// The class that the model takes it for.
    public let predicted: String
    /// Of the predicted class, from 0 to 1.
    public let confidence: Double
    /// In the order of the run's classes.
    public let probabilities: [Float]
    /// Cross-entropy with its label, in nats.
    public let loss: Double?
    /// Logit of its label less the largest other one; below 0 where the model disagrees.
    public let margin: Double?
    /// The mean margin over training.
    public let areaUnderMargin: Double?
    /// How often it was right after one epoch and wrong after the next.
    public let forgettingEvents: Int?
    /// The first epoch after which it was right.
    public let firstLearned: Int?
    /// The fold that held it out, from 1, of an out-of-sample run.
    public let fold: Int?
}
