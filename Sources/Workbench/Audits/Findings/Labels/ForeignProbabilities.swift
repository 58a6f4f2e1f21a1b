import Audit
import Dataset
import Foundation
import Matrices

/// Probabilities that were computed elsewhere: by runs of a trainer by folds, and what was imported.
struct ForeignProbabilities {
    private let runs: RunProbabilities
    private let imported: [ImportedProbabilities]

    init(_ workspace: Workspace) throws {
        runs = try RunProbabilities(workspace)
        imported = try ImportedProbabilities.all(in: workspace)
    }

    var isThere: Bool { runs.isThere || !imported.isEmpty }

    func add(to digest: inout BasisDigest) {
        runs.add(to: &digest)
        for one in imported {
            digest.add(one.name)
            digest.add(one.stamp)
        }
    }

    /// A source, and the share of the items that it speaks of. Of the others it says what all labels together say.
    typealias Heard = (source: ProbabilitySource, share: Double)

    func sources(
        for items: [LabelledImages.Item], classes: [String], in workspace: Workspace
    ) throws -> [Heard] {
        var heard: [Heard] = []
        if let words = try runs.words(in: workspace) {
            heard.append(Self.heard(runs.name, items, classes, theirs: words.classes, row: words.row))
        }
        for one in imported {
            heard.append(
                Self.heard("imported: \(one.name)", items, classes, theirs: one.classes) { one.row(of: $0) })
        }
        return heard
    }

    private static func heard(
        _ name: String, _ items: [LabelledImages.Item], _ classes: [String], theirs: [String],
        row: (String) -> [Float]?
    ) -> Heard {
        let columns = classes.map { theirs.firstIndex(of: $0) }
        var prior = [Float](repeating: 0, count: classes.count)
        for item in items { prior[item.label] += 1 / Float(max(1, items.count)) }
        var values: [Float] = []
        values.reserveCapacity(items.count * classes.count)
        var known = 0
        for item in items {
            let numbers = row(item.digest)
            let picked = columns.map { column in column.flatMap { numbers?[$0] } ?? 0 }
            // What it gave to classes that are gone is shared out among those that are there.
            let sum = picked.reduce(0, +)
            if numbers != nil, sum > 0, sum.isFinite {
                known += 1
                values += picked.map { $0 / sum }
            } else {
                values += prior
            }
        }
        let matrix = Matrix(rows: items.count, columns: classes.count, values: values)
        return (
            ProbabilitySource(name: name, probabilities: matrix), Double(known) / Double(max(1, items.count))
        )
    }
}
