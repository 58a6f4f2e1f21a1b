import Foundation
package import Matrices
package import Neighbors

/// How strongly new points are connected to the points of a layout, and where they begin.
///
/// - SeeAlso: umap-learn's `UMAP.transform` and `init_graph_transform`.
package struct PlacedPoints {
    /// New points × points of the layout: a row each, columns in the order of nearness.
    package let graph: SparseGraph

    /// - Parameter neighbors: those of the new points among the old ones.
    package init(_ neighbors: QueryNeighbors, localConnectivity: Double, threads: Int) {
        let (count, k) = (neighbors.count, neighbors.k)
        let scales = SmoothDistances(
            placing: neighbors, localConnectivity: max(0, localConnectivity - 1), threads: threads)
        var weights = [Float](repeating: 0, count: count * k)
        for row in 0..<count {
            let (rho, sigma) = (Double(scales.rho[row]), Double(scales.sigma[row]))
            for (rank, distance) in neighbors.distances(of: row).enumerated() {
                let beyond = Double(distance) - rho
                weights[row * k + rank] = beyond <= 0 || sigma == 0 ? 1 : Float(exp(-beyond / sigma))
            }
        }
        graph = SparseGraph(
            count: count, starts: (0...count).map { $0 * k }, columns: neighbors.indices, weights: weights)
    }

    /// Each new point at the mean of its neighbours in the layout, weighted; on top of one that it is equal to.
    package func start(in layout: Matrix) -> Matrix {
        var start = Matrix(rows: graph.count, columns: layout.columns)
        for row in 0..<graph.count {
            let edges = graph.edges(of: row)
            if let same = edges.first(where: { graph.weights[$0] == 1 }) {
                for axis in 0..<layout.columns { start[row, axis] = layout[Int(graph.columns[same]), axis] }
                continue
            }
            let sum = edges.reduce(Float(0)) { $0 + graph.weights[$1] }
            guard sum > 0 else { continue }
            for edge in edges {
                for axis in 0..<layout.columns {
                    start[row, axis] += graph.weights[edge] / sum * layout[Int(graph.columns[edge]), axis]
                }
            }
        }
        return start
    }
}
