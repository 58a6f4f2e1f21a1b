/// What somebody asks, and of what.
public struct ThreadQuestion: Sendable, Equatable {
    public var text: String
    /// Ids; one is a thread on a sample.
    public var samples: [Int64]
    /// A selection of `Workspace.selections`, besides or in place of `samples`.
    public var selection: String?
    /// Names: one for a thread on a class, two for one on a pair.
    public var classes: [String]
    /// Besides those that the text mentions.
    public var mentions: [String]

    public init(
        _ text: String, samples: [Int64] = [], selection: String? = nil, classes: [String] = [],
        mentions: [String] = []
    ) {
        self.text = text
        self.samples = samples
        self.selection = selection
        self.classes = classes
        self.mentions = mentions
    }
}

/// Which threads. Every condition that is set has to hold.
public struct ThreadQuery: Sendable, Equatable {
    public var states: [TalkThread.State] = []
    public var sample: Int64?
    /// The name of a class that it is about.
    public var label: String?
    /// Somebody who was mentioned, whatever the case.
    public var mention: String?
    public var author: String?
    /// Only threads whose last message is older than this message.
    public var before: Int64?
    public var limit = 50

    public init() {}
}

/// What ends a thread: words, and where they are meant so, a rule and a relabelling.
public struct ThreadDecision: Sendable, Equatable {
    public struct Rule: Sendable, Equatable {
        /// The name of a class.
        public var label: String
        public var text: String
        /// Ids of samples.
        public var examples: [Int64]
        public var nearMisses: [Int64]

        public init(label: String, text: String, examples: [Int64] = [], nearMisses: [Int64] = []) {
            self.label = label
            self.text = text
            self.examples = examples
            self.nearMisses = nearMisses
        }
    }

    public struct Relabelling: Sendable, Equatable {
        public var label: String
        public var samples: [Int64]
        /// The newest change that the author had seen; nil: whatever is there is overwritten.
        public var seen: Int64?

        public init(label: String, samples: [Int64], seen: Int64? = nil) {
            self.label = label
            self.samples = samples
            self.seen = seen
        }
    }

    public var text: String
    public var rule: Rule?
    public var relabelling: Relabelling?

    public init(_ text: String, rule: Rule? = nil, relabelling: Relabelling? = nil) {
        self.text = text
        self.rule = rule
        self.relabelling = relabelling
    }
}
