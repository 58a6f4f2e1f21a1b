import Foundation
package import Neighbors
import Matrices

/// The fuzzy simplicial set of a neighbour graph: how strongly any two points are connected.
///
/// - SeeAlso: McInnes, Healy, Melville 2018, algorithm 2 and section 3.1; umap-learn's `fuzzy_simplicial_set`.
package enum FuzzyGraph {
    /// Memberships of each point's neighbours, joined with those of the other direction:
    /// mix · (w + wᵀ - w · wᵀ) + (1 - mix) · w · wᵀ.
    package static func build(_ graph: NeighborGraph, options: UMAPOptions, threads: Int) -> SparseGraph {
        let used = min(graph.k, options.nNeighbors - 1)
        let scales = SmoothDistances(
            graph, used: used, localConnectivity: options.localConnectivity, threads: threads)
        let outgoing = memberships(graph, used, scales, threads)
        return join(outgoing, transpose(outgoing), Float(options.setOperationMix), threads)
    }

    /// One direction: w(i, j) = exp(-max(0, d - rho) / sigma), neighbours by number.
    private static func memberships(
        _ graph: NeighborGraph, _ used: Int, _ scales: SmoothDistances, _ threads: Int
    ) -> SparseGraph {
        var columns = [Int32](repeating: 0, count: graph.count * used)
        var weights = [Float](repeating: 0, count: graph.count * used)
        columns.withUnsafeMutableBufferPointer { columns in
            weights.withUnsafeMutableBufferPointer { weights in
                let columns = SharedBuffer(columns)
                let weights = SharedBuffer(weights)
                parallelRanges(graph.count, threads: threads) { rows in
                    for row in rows {
                        let (rho, sigma) = (Double(scales.rho[row]), Double(scales.sigma[row]))
                        let neighbors = zip(graph.neighbors(of: row).prefix(used), graph.distances(of: row))
                            .sorted { $0.0 < $1.0 }
                        for (rank, (column, distance)) in neighbors.enumerated() {
                            let beyond = Double(distance) - rho
                            columns[row * used + rank] = column
                            weights[row * used + rank] = beyond <= 0 || sigma == 0 ? 1 : Float(exp(-beyond / sigma))
                        }
                    }
                }
            }
        }
        let starts = (0...graph.count).map { $0 * used }
        return SparseGraph(count: graph.count, starts: starts, columns: columns, weights: weights)
    }

    /// The edges turned round; columns ascend because rows are visited in order.
    static func transpose(_ graph: SparseGraph) -> SparseGraph {
        var starts = [Int](repeating: 0, count: graph.count + 1)
        for column in graph.columns { starts[Int(column) + 1] += 1 }
        for row in 0..<graph.count { starts[row + 1] += starts[row] }
        var next = starts
        var columns = [Int32](repeating: 0, count: graph.columns.count)
        var weights = [Float](repeating: 0, count: graph.columns.count)
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) {
                let place = next[Int(graph.columns[edge])]
                next[Int(graph.columns[edge])] += 1
                columns[place] = Int32(row)
                weights[place] = graph.weights[edge]
            }
        }
        return SparseGraph(count: graph.count, starts: starts, columns: columns, weights: weights)
    }

    /// Both directions as one graph, each row counted first and then filled in.
    static func join(_ a: SparseGraph, _ b: SparseGraph, _ mix: Float, _ threads: Int) -> SparseGraph {
        var counts = [Int](repeating: 0, count: a.count)
        counts.withUnsafeMutableBufferPointer { counts in
            let counts = SharedBuffer(counts)
            parallelRanges(a.count, threads: threads) { rows in
                for row in rows {
                    var edges = 0
                    merge(a, b, row, mix) { _, _ in edges += 1 }
                    counts[row] = edges
                }
            }
        }
        let starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        var columns = [Int32](repeating: 0, count: starts[a.count])
        var weights = [Float](repeating: 0, count: starts[a.count])
        columns.withUnsafeMutableBufferPointer { columns in
            weights.withUnsafeMutableBufferPointer { weights in
                let (columns, weights) = (SharedBuffer(columns), SharedBuffer(weights))
                parallelRanges(a.count, threads: threads) { rows in
                    for row in rows {
                        var edge = starts[row]
                        merge(a, b, row, mix) { column, weight in
                            (columns[edge], weights[edge]) = (column, weight)
                            edge += 1
                        }
                    }
                }
            }
        }
        return SparseGraph(count: a.count, starts: starts, columns: columns, weights: weights)
    }

    /// Calls `body` for each edge of row `row` of both directions, by column.
    @inline(__always)
    private static func merge(
        _ a: SparseGraph, _ b: SparseGraph, _ row: Int, _ mix: Float, body: (Int32, Float) -> Void
    ) {
        var (i, j) = (a.starts[row], b.starts[row])
        let (endA, endB) = (a.starts[row + 1], b.starts[row + 1])
        while i < endA || j < endB {
            let columnA = i < endA ? a.columns[i] : .max
            let columnB = j < endB ? b.columns[j] : .max
            let column = min(columnA, columnB)
            let forth: Float = columnA == column ? a.weights[i] : 0
            let back: Float = columnB == column ? b.weights[j] : 0
            if columnA == column { i += 1 }
            if columnB == column { j += 1 }
            let both = forth * back
            let weight = mix * (forth + back - both) + (1 - mix) * both
            if weight > 0 { body(column, weight) }
        }
    }
}
