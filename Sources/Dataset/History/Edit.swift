/// One set of values for some samples: those named, and those of a selection.
public struct Edit: Sendable, Equatable {
    public var samples: [Int64]
    /// For each of `samples` the revision that the author saw; nil: whatever is there is overwritten.
    public var revisions: [Int64]?
    /// A selection of `Workspace.selections`: half a million samples without a list of them.
    public var selection: String?
    /// The newest change that the author had seen, for samples without a revision of their own; nil: whatever is there is
    /// overwritten.
    public var seen: Int64?
    public var set: CellChanges

    public init(
        samples: [Int64] = [], revisions: [Int64]? = nil, selection: String? = nil, seen: Int64? = nil, set: CellChanges
    ) {
        self.samples = samples
        self.revisions = revisions
        self.selection = selection
        self.seen = seen
        self.set = set
    }
}

extension Edit: Decodable {
    private enum CodingKeys: String, CodingKey {
        case samples, revisions, selection, seen, set
    }

    /// `samples` may be left out where there is a `selection`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let selection = try values.decodeIfPresent(String.self, forKey: .selection)
        self.init(
            samples: selection == nil
                ? try values.decode([Int64].self, forKey: .samples)
                : try values.decodeIfPresent([Int64].self, forKey: .samples) ?? [],
            revisions: try values.decodeIfPresent([Int64].self, forKey: .revisions), selection: selection,
            seen: try values.decodeIfPresent(Int64.self, forKey: .seen),
            set: try values.decode(CellChanges.self, forKey: .set))
    }
}
