import Dataset
import Foundation
import Matrices

/// What out-of-sample runs say: the newest group of runs by folds, its seeds together.
struct RunProbabilities {
    /// Done, by folds, of one trainer on one version.
    let runs: [RunRecord]

    init(_ workspace: Workspace) throws {
        let done = try workspace.runs().filter { $0.state == .done && $0.key.folds > 0 }
        let newest = done.first?.key
        runs = done.filter { $0.key == newest }.sorted { $0.id < $1.id }
    }

    var isThere: Bool { !runs.isEmpty }

    /// `model by 5 folds (run 12)`.
    var name: String {
        let numbers = runs.map { String($0.id) }.joined(separator: ", ")
        return "model by \(runs.first?.key.folds ?? 0) folds (run \(numbers))"
    }

    func add(to digest: inout BasisDigest) { for run in runs { digest.add(run.id) } }

    /// The classes, and the mean of the runs for an image; nil where no run was asked about it.
    /// - Throws: `RunError`.
    func words(in workspace: Workspace) throws -> (classes: [String], row: (String) -> [Float]?)? {
        guard isThere else { return nil }
        let loaded = try runs.map { try LoadedRun($0, in: workspace.directory) }
        let classes = loaded[0].data.classes
        // By image, not by sample: a label that was mended since does not take the prediction away.
        let rows = loaded.map { run in
            Dictionary(
                run.rows.indices.filter { run.rows[$0].fold != nil }.map { (run.rows[$0].digest, $0) }
            ) { first, _ in first }
        }
        return (
            classes,
            { image in
                var sum = [Float](repeating: 0, count: classes.count)
                var count: Float = 0
                for (run, rowOf) in zip(loaded, rows) where run.data.classes == classes {
                    guard let row = rowOf[image] else { continue }
                    let values = run.probabilities.row(row)
                    guard values.first?.isNaN == false else { continue }
                    for (column, value) in values.enumerated() { sum[column] += value }
                    count += 1
                }
                return count > 0 ? sum.map { $0 / count } : nil
            }
        )
    }
}
