public import Dataset
import Scoring

/// One run in detail: its curves, its confusions, its classes.
public struct RunDetail: Codable, Sendable, Equatable {
    public struct ClassLine: Codable, Sendable, Equatable {
        public let name: String
        public let given: Int
        public let predicted: Int
        public let correct: Int
        public let precision: Double?
        public let recall: Double?
        public let f1: Double?
    }

    public let run: RunGroup.Member
    /// All runs of its group, so that a page can go from seed to seed.
    public let group: RunGroup
    public let epochs: [RunEpoch]
    /// The set that the rest is of: `train`, `val`, `test`, `none`, a tag, or `all`.
    public let set: String
    /// Sets that have something to score.
    public let sets: [String]
    public let classes: [ClassLine]
    /// `confusion[given][predicted]`, in the order of `classes`.
    public let confusion: [[Int]]
    /// The embedding of the model's own features; nil where it has none.
    public let embedding: String?
    /// Whether the trainer tells how each sample fared over training.
    public let hasDynamics: Bool
}

extension RunLibrary {
    /// - Parameter set: nil is val, and all of an out-of-sample run.
    public func detail(_ id: Int64, set asked: String? = nil) throws -> RunDetail {
        let record = try workspace.run(id)
        let name = asked ?? (record.key.folds > 0 ? "all" : "val")
        let group = try group(of: id)
        let member = try group.runs.first { $0.id == id } ?? self.group([id], evaluating: []).runs[0]
        let epochs = try workspace.epochs(of: id)
        let model = Self.embedding(of: id)
        let hasEmbedding = try workspace.embeddings().contains { $0.model == model }
        guard record.state == .done else {
            return RunDetail(
                run: member, group: group, epochs: epochs, set: name, sets: [], classes: [], confusion: [],
                embedding: nil, hasDynamics: false)
        }
        let run = try load(id)
        let confusion = run.confusion(name == "all" ? nil : ScoredSet(name))
        let count = run.data.classes.count
        return RunDetail(
            run: member, group: group, epochs: epochs, set: name, sets: sets(of: run),
            classes: zip(run.data.classes, confusion.scores).map { name, score in
                RunDetail.ClassLine(
                    name: name, given: score.given, predicted: score.predicted, correct: score.correct,
                    precision: score.precision, recall: score.recall, f1: score.f1)
            },
            confusion: (0..<count).map { given in (0..<count).map { confusion[given, $0] } },
            embedding: hasEmbedding ? model : nil, hasDynamics: run.margins != nil)
    }

    /// The splits and tags that have something to score.
    private func sets(of run: LoadedRun) -> [String] {
        var tags = Set<String>()
        for (index, row) in run.rows.enumerated() where run.verdicts[index] != nil && row.split != "train" {
            tags.formUnion(row.tags)
        }
        let splits = ["train", "val", "test", "none"].filter { name in
            run.rows.indices.contains { run.verdicts[$0] != nil && ScoredSet(name).contains(run.rows[$0]) }
        }
        return splits + tags.subtracting(splits).sorted() + ["all"]
    }
}
