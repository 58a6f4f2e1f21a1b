/// What people did in a copy beside its history and their talk: what they answered, judged, derived, and made rules of.
/// In the ids of the copy.
public struct WorkLog: Sendable, Codable, Equatable {
    /// What somebody said of a sample.
    public struct Answer: Sendable, Codable, Equatable {
        public var sample: Int64
        public var person: String
        public var at: String
        public var kind: Dataset.Answer.Kind
        public var classID: Int64?
        public var confidence: Double?
        public var reason: String?
        public var change: Int64?
        /// The place in the list of the answer that it takes back.
        public var withdraws: Int?
    }

    /// A finding that somebody judged, with all that was said of it.
    public struct Finding: Sendable, Codable, Equatable {
        public struct Subject: Sendable, Codable, Equatable {
            public var sample: Int64
            public var classID: Int64?
            public var split: String?
        }

        public struct Verdict: Sendable, Codable, Equatable {
            public var verdict: FindingVerdict.Word
            public var author: String
            public var reason: String?
            public var at: String
            public var change: Int64?
            public var score: Double
            /// The key that the finding would have after the change.
            public var keyAfter: String?
        }

        public var kind: FindingKind
        public var score: Double
        public var value: Double
        public var given: Int64?
        public var suggested: Int64?
        public var title: String
        public var detail: String
        /// With the ids of classes as labels.
        public var suggestion: SuggestedChange?
        /// JSON.
        public var evidence: String
        public var basis: String
        public var lastChange: Int64
        public var foundAt: String
        public var subjects: [Subject]
        /// Oldest first.
        public var verdicts: [Verdict]
    }

    /// How a sample was made of others.
    public struct Derivation: Sendable, Codable, Equatable {
        public var sample: Int64
        public var kind: Dataset.Derivation.Kind
        public var recipe: String?
        public var recipeVersion: Int?
        /// JSON.
        public var parameters: String
        public var author: String
        public var at: String
        public var parents: [Int64]
    }

    /// A version of a recipe; without a definition the recipe was removed.
    public struct Recipe: Sendable, Codable, Equatable {
        public var name: String
        public var version: Int
        /// JSON.
        public var definition: String?
        public var note: String?
        public var author: String
        public var at: String
    }

    /// What a transform makes of a class; without an outcome there is no rule.
    public struct Rule: Sendable, Codable, Hashable {
        public var classID: Int64
        public var transform: String
        public var outcome: String?
        public var becomes: Int64?
        public var limit: Double?
        public var author: String
        public var at: String
    }

    public struct Parts: Sendable, Codable, Hashable {
        public var classID: Int64
        public var parts: [String]
        public var author: String
        public var at: String
    }

    public struct Chain: Sendable, Codable, Hashable {
        public struct Step: Sendable, Codable, Hashable {
            public var classID: Int64
            public var instruction: String

            enum CodingKeys: String, CodingKey {
                case classID = "class"
                case instruction
            }
        }

        public var classID: Int64
        public var steps: [Step]
        public var author: String
        public var at: String
    }

    /// In the order in which they were given.
    public var answers: [Answer] = []
    public var findings: [Finding] = []
    public var derivations: [Derivation] = []
    /// By name and version.
    public var recipes: [Recipe] = []
    /// Oldest first.
    public var rules: [Rule] = []
    public var parts: [Parts] = []
    public var chains: [Chain] = []

    public init() {}
}
