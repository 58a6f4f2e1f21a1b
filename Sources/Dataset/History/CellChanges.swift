/// What an edit sets on each of its samples. As JSON: a key that is absent leaves the field as it is, `null` clears it.
public struct CellChanges: Sendable, Equatable {
    /// The name of a class; nil takes the label away.
    public var label: Field<String?>
    /// `train`, `val`, `test`; nil takes it away.
    public var split: Field<String?>
    /// All tags anew; before `addTags` and `removeTags`.
    public var tags: [String]?
    public var addTags: [String]
    public var removeTags: [String]
    public var state: SampleStatus?
    /// Values of imported columns; nil takes the value away.
    public var columns: [String: ColumnValue?]

    public init(
        label: Field<String?> = .unchanged, split: Field<String?> = .unchanged, tags: [String]? = nil,
        addTags: [String] = [], removeTags: [String] = [], state: SampleStatus? = nil,
        columns: [String: ColumnValue?] = [:]
    ) {
        self.label = label
        self.split = split
        self.tags = tags
        self.addTags = addTags
        self.removeTags = removeTags
        self.state = state
        self.columns = columns
    }
}

extension CellChanges: Decodable {
    private enum CodingKeys: String, CodingKey {
        case label, split, tags, addTags, removeTags, state, columns
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func field(_ key: CodingKeys) throws -> Field<String?> {
            values.contains(key) ? .set(try values.decodeIfPresent(String.self, forKey: key)) : .unchanged
        }
        self.init(
            label: try field(.label), split: try field(.split),
            tags: try values.decodeIfPresent([String].self, forKey: .tags),
            addTags: try values.decodeIfPresent([String].self, forKey: .addTags) ?? [],
            removeTags: try values.decodeIfPresent([String].self, forKey: .removeTags) ?? [],
            state: try values.decodeIfPresent(SampleStatus.self, forKey: .state),
            columns: try values.decodeIfPresent([String: ColumnValue?].self, forKey: .columns) ?? [:])
    }
}

extension CellChanges {
    /// Whether it changes nothing but labels and tags, which is what labellers do.
    package var isLabelling: Bool { split == .unchanged && state == nil && columns.isEmpty }
}
