import Dataset

/// The details of the refusal `conflict`: who set which cell to what meanwhile.
struct ConflictDetails: Encodable, Sendable {
    let conflicts: [Entry]

    struct Entry: Encodable, Sendable {
        private let conflict: Conflict

        init(_ conflict: Conflict) {
            self.conflict = conflict
        }

        private enum CodingKeys: String, CodingKey {
            case sample, field, yours, theirs, author, at
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(conflict.sample, forKey: .sample)
            try container.encode(conflict.field, forKey: .field)
            try container.encode(conflict.yours, forKey: .yours)
            try container.encode(conflict.theirs, forKey: .theirs)
            try container.encode(conflict.author, forKey: .author)
            try container.encode(conflict.at, forKey: .at)
        }
    }
}
