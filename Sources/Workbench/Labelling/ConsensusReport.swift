/// What people agree on, and what would change if it became the labels.
public struct ConsensusReport: Sendable, Codable, Equatable {
    /// The state that it is of; with these it can be applied as it was seen.
    public struct Basis: Sendable, Codable, Equatable {
        public let lastChange: Int64
        public let lastAnswer: Int64

        public init(lastChange: Int64, lastAnswer: Int64) {
            self.lastChange = lastChange
            self.lastAnswer = lastAnswer
        }
    }

    public struct Person: Sendable, Codable, Equatable {
        public let name: String
        public let answers: Int
        /// How often the person is right, 0 to 1, by Dawid and Skene's model; nil with the other methods.
        public let accuracy: Double?
    }

    /// A label that would change.
    public struct Change: Sendable, Codable, Equatable {
        public let sample: Int64
        public let revision: Int64
        public let from: String?
        public let to: String
        /// 0 to 1.
        public let probability: Double
        public let answers: Int
    }

    /// A sample without consensus.
    public struct Open: Sendable, Codable, Equatable {
        public struct Share: Sendable, Codable, Equatable {
            public let label: String
            public let probability: Double
        }

        public let sample: Int64
        public let answers: Int
        /// Classes with a probability of at least 0.01, the likeliest first.
        public let classes: [Share]
        /// 0 to 1: how far the answers are from being one.
        public let contest: Double
    }

    public let basis: Basis
    public let options: ConsensusOptions
    public let people: [Person]
    /// Samples with as many answers as are needed.
    public let considered: Int
    /// Of these, those whose label is the consensus already.
    public let confirmed: Int
    /// The least certain last.
    public let changes: [Change]
    /// The most contested first.
    public let open: [Open]
}
