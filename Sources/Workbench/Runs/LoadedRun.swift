public import Dataset
import Matrices
public import Scoring

/// A finished run with all it says of each sample, in memory.
public struct LoadedRun: Sendable {
    public let record: RunRecord
    public let data: RunData
    public let result: RunResult
    /// A sample each; what follows has a row for each of them.
    public let rows: [RunFiles.Row]
    /// What the model says of each sample that it was asked about and that has a label.
    public let verdicts: [Verdict?]
    let probabilities: Matrix
    let margins: Matrix?
    let rowOf: [Int64: Int]
    let classIndex: [String: Int]

    /// - Throws: `RunError`.
    init(_ record: RunRecord, in directory: WorkspaceDirectory) throws {
        guard record.state == .done, let result = record.result else {
            throw RunError.notDone(record.id, record.state)
        }
        let files = RunFiles(run: record.id, in: directory)
        let data = try JSONValue(text: record.data).decoded(as: RunData.self)
        let rows = try files.rows()
        let probabilities = try files.probabilities()
        let margins = try files.margins()
        guard probabilities.rows == rows.count, probabilities.columns == data.classes.count,
            margins?.rows ?? 0 <= rows.count
        else { throw RunError.damaged(record.id, why: "its arrays do not fit samples.jsonl") }
        self.record = record
        self.data = data
        self.result = try JSONValue(text: result).decoded(as: RunResult.self)
        self.rows = rows
        self.probabilities = probabilities
        self.margins = margins
        let indexOf = Dictionary(uniqueKeysWithValues: data.classes.enumerated().map { ($1, $0) })
        classIndex = indexOf
        verdicts = rows.indices.map { index in
            guard let given = rows[index].given.flatMap({ indexOf[$0] }) else { return nil }
            let values = probabilities.row(index)
            return values.first?.isNaN == false ? Verdict(values, given: given) : nil
        }
        rowOf = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.sample, $0) })
    }

    /// The class that the model takes a sample for; nil where it was not asked.
    func predicted(_ index: Int) -> Int? {
        let values = probabilities.row(index)
        return values.first?.isNaN == false ? Verdict.predicted(values) : nil
    }

    /// How a sample fared over the epochs; nil where the trainer tells nothing of it.
    func dynamics(_ index: Int) -> TrainingDynamics? {
        guard let margins, index < margins.rows, margins.columns > 0 else { return nil }
        let row = margins.row(index)
        return row.first?.isNaN == false ? TrainingDynamics(margins: row) : nil
    }

    /// - Returns: nil where there is nothing to score.
    func score(_ set: ScoredSet) -> SetScore? {
        SetScore(rows: rows, probabilities: probabilities, classes: data.classes, set: set)
    }

    /// - Parameter set: nil is every sample that was scored.
    func confusion(_ set: ScoredSet?) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(classes: data.classes.count)
        for (index, verdict) in verdicts.enumerated() {
            guard let verdict, set?.contains(rows[index]) ?? true,
                let given = rows[index].given.flatMap({ classIndex[$0] })
            else { continue }
            matrix.add(given: given, predicted: verdict.predicted)
        }
        return matrix
    }
}
