/// What would mend a finding. Accepting the finding does all of it, as one change.
public struct SuggestedChange: Sendable, Codable, Equatable {
    /// The same for some samples.
    public struct Part: Sendable, Codable, Equatable {
        public var samples: [Int64]
        /// The name of a class; nil leaves the label as it is.
        public var label: String?
        /// `train`, `val` or `test`; nil leaves the split as it is.
        public var split: String?
        public var state: SampleStatus?
        public var addTags: [String]?

        public init(
            samples: [Int64], label: String? = nil, split: String? = nil, state: SampleStatus? = nil,
            addTags: [String]? = nil
        ) {
            self.samples = samples
            self.label = label
            self.split = split
            self.state = state
            self.addTags = addTags
        }
    }

    public var parts: [Part]
    /// In a line: what it does, and by which rule.
    public var words: String

    public init(parts: [Part], words: String) {
        self.parts = parts
        self.words = words
    }
}

extension SuggestedChange {
    /// The edits that do it, for an author who has seen the dataset up to a change.
    func edits(seen: Int64) -> [Edit] {
        parts.map { part in
            Edit(
                samples: part.samples, seen: seen,
                set: CellChanges(
                    label: part.label.map { .set($0) } ?? .unchanged, split: part.split.map { .set($0) } ?? .unchanged,
                    addTags: part.addTags ?? [], state: part.state))
        }
    }

    /// The same with classes by other names: ids in the database, names outside.
    func renaming(_ name: (String) -> String?) -> SuggestedChange? {
        var change = self
        for index in parts.indices {
            guard let label = parts[index].label else { continue }
            guard let other = name(label) else { return nil }
            change.parts[index].label = other
        }
        return change
    }
}
