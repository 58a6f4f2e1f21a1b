import Foundation
public import Matrices
public import Neighbors

/// Out-of-sample probabilities by nearest neighbours: what those around a row are called.
///
/// A neighbour counts exp(-2 (d / reach)²), with reach the distance of the farthest of the `k`; the classes' shares in all
/// the data count as half a neighbour. What belongs together with the row (copies of it) does not count, so that a wrong
/// label on two copies does not vouch for itself.
public enum NeighborProbabilities {
    /// - Parameters:
    ///   - graph: of N rows.
    ///   - labels: of each row, 0 ..< classes; nil where it has none: it is answered for, and nobody's witness.
    ///   - groups: rows of one group are not one another's witnesses.
    ///   - weights: how much each row counts as a witness; all alike where nil.
    ///   - k: witnesses of a row at most.
    /// - Returns: N × K.
    public static func of(
        _ graph: NeighborGraph, labels: [Int?], classes: Int, groups: [Int], weights: [Float]? = nil, k: Int = 15
    ) -> Matrix {
        precondition(labels.count == graph.count && groups.count == graph.count, "a label and a group for each row")
        var prior = [Float](repeating: 0, count: classes)
        for label in labels.compactMap(\.self) { prior[label] += 1 }
        let all = max(1, prior.reduce(0, +))
        for label in prior.indices { prior[label] /= all }
        var result = Matrix(rows: graph.count, columns: classes)
        for row in 0..<graph.count {
            let witnesses = zip(graph.neighbors(of: row), graph.distances(of: row)).filter { other, _ in
                labels[Int(other)] != nil && groups[Int(other)] != groups[row]
            }.prefix(k)
            let reach = max(witnesses.last?.1 ?? 1, 1e-12)
            var sums = prior.map { $0 / 2 }
            for (other, distance) in witnesses {
                guard let label = labels[Int(other)] else { continue }
                let share = distance / reach
                sums[label] += exp(-2 * share * share) * (weights?[Int(other)] ?? 1)
            }
            let total = sums.reduce(0, +)
            for label in 0..<classes { result[row, label] = total > 0 ? sums[label] / total : 1 / Float(classes) }
        }
        return result
    }
}
