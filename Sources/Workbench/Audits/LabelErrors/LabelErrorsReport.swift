/// What `LabelErrorsOfFiles` found, for people and programs. Rows and classes are counted from 0.
public struct LabelErrorsReport: Codable, Sendable, Equatable {
    /// One class.
    public struct ByClass: Codable, Sendable, Equatable {
        public let label: Int
        public let name: String?
        public let samples: Int
        /// How many of its samples are suspected.
        public let suspects: Int
        /// How many of its samples are wrong, by the joint.
        public let estimatedErrors: Int
        /// How many samples of other classes should be of this one, by the joint.
        public let estimatedMissing: Int
        /// The share of its samples that are right, by the joint.
        public let quality: Double
        /// The mean probability of the class among its samples; none without samples.
        public let threshold: Double?
    }

    /// A label that was given where another seems to be true.
    public struct Pair: Codable, Sendable, Equatable {
        public let given: Int
        public let givenName: String?
        public let suggested: Int
        public let suggestedName: String?
        public let suspects: Int
        public let estimatedErrors: Int
    }

    /// A sample whose label is probably wrong.
    public struct Suspect: Codable, Sendable, Equatable {
        public let row: Int
        public let given: Int
        public let givenName: String?
        public let suggested: Int
        public let suggestedName: String?
        public let score: Double
    }

    public let samples: Int
    public let method: String
    public let score: String
    public let suspectCount: Int
    /// The share of samples that are not confidently of another class.
    public let health: Double
    /// How many labels are wrong, by the joint.
    public let estimatedErrors: Int
    /// How many rows of the probabilities do not sum to 1 within a thousandth.
    public let unevenRows: Int
    public let classes: [ByClass]
    /// Those with most suspects first.
    public let pairs: [Pair]
    /// The worst, as many as were asked for.
    public let suspects: [Suspect]
    /// Of the reading and the search.
    public let seconds: Double
}
