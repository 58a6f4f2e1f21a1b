/// What confident learning found.
public struct LabelErrors: Sendable {
    /// A sample whose label is probably wrong.
    public struct Suspect: Sendable, Equatable {
        /// Which sample, counted from 0.
        public let row: Int
        public let given: Int
        /// The class of the largest probability. It is the given one only by `lowSelfConfidence` and
        /// `lowNormalizedMargin`, which look at the score alone.
        public let suggested: Int
        /// Between 0 (surely wrong) and 1.
        public let score: Double
    }

    /// By score, the worst first; of equal scores by row.
    public let suspects: [Suspect]
    /// The score of every sample.
    public let scores: [Double]
    /// The mean self-confidence of each class; 2 for a class without samples.
    public let thresholds: [Double]
    public let joint: ConfidentJoint
    public let health: LabelHealth
    /// How many rows of the probabilities do not sum to 1 within a thousandth. They are taken as they are.
    public let unevenRows: Int
}
