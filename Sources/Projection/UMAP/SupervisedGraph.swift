import Foundation

/// A fuzzy graph in which edges between points of different labels are weak.
///
/// - SeeAlso: umap-learn's `discrete_metric_simplicial_set_intersection` and `reset_local_connectivity`.
package enum SupervisedGraph {
    /// What an edge's weight is divided by, as an exponent, where a label is not known.
    private static let unknownDistance: Float = 1

    /// - Parameters:
    ///   - labels: one a row; below 0 where it is not known.
    ///   - targetWeight: 0 … 1; at 1 no edge between different labels remains.
    package static func build(
        _ graph: SparseGraph, labels: [Int32], targetWeight: Double, threads: Int
    ) -> SparseGraph {
        let distance = targetWeight < 1 ? Float(2.5 / (1 - targetWeight)) : .infinity
        let (unknown, different) = (exp(-unknownDistance), exp(-distance))
        var weights = graph.weights
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) {
                let (own, other) = (labels[row], labels[Int(graph.columns[edge])])
                if own < 0 || other < 0 {
                    weights[edge] *= unknown
                } else if own != other {
                    weights[edge] *= different
                }
            }
            // Every point is fully connected to its strongest neighbour again.
            let strongest = graph.edges(of: row).reduce(Float(0)) { max($0, weights[$1]) }
            if strongest > 0 { for edge in graph.edges(of: row) { weights[edge] /= strongest } }
        }
        let outgoing = SparseGraph(
            count: graph.count, starts: graph.starts, columns: graph.columns, weights: weights)
        return FuzzyGraph.join(outgoing, FuzzyGraph.transpose(outgoing), 1, threads)
    }
}
