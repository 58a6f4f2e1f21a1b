import Dataset

/// What a score is of: the labelled samples of a split (`none` for those of no split), or those with a tag that were
/// not trained on.
struct ScoredSet: Sendable, Hashable {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    func contains(_ member: TrainingSet.Member) -> Bool {
        member.given != nil && contains(split: member.split, tags: member.tags)
    }

    func contains(_ row: RunFiles.Row) -> Bool {
        row.given != nil && contains(split: row.split, tags: row.tags)
    }

    private func contains(split: String?, tags: [String]) -> Bool {
        switch name {
        case "train", "val", "test": split == name
        case "none": split == nil
        default: split != "train" && tags.contains(name)
        }
    }
}
