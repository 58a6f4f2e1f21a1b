import Dataset

/// What every command that edits prints: the change that was kept.
struct ChangeOutput: Encodable {
    let change: Change
    /// Ids of the samples that it touched.
    let samples: [Int64]

    init(_ applied: AppliedChange) {
        change = applied.change
        samples = applied.samples
    }

    var text: String { "Change \(change.id): \(change.summary)" }
}
