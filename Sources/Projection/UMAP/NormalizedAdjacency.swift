import Matrices

/// D^-1/2 W D^-1/2 of a graph: one minus its eigenvalues are those of the normalised Laplacian.
package struct NormalizedAdjacency: Sendable {
    private let graph: SparseGraph
    /// Read once an iteration and edge, so as short as will do.
    private let scaled: [Float]
    /// The unit eigenvector of the largest eigenvalue, 1: the square roots of the degrees.
    package let first: [Double]

    package var count: Int { graph.count }

    package init(_ graph: SparseGraph) {
        self.graph = graph
        let degrees = (0..<graph.count).map { row in
            graph.edges(of: row).reduce(0.0) { $0 + Double(graph.weights[$1]) }
        }
        let inverse = degrees.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
        var scaled = graph.weights
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) { scaled[edge] *= Float(inverse[row] * inverse[Int(graph.columns[edge])]) }
        }
        self.scaled = scaled
        let length = degrees.reduce(0, +).squareRoot()
        first = degrees.map { length > 0 ? $0.squareRoot() / length : 0 }
    }

    /// `y = A x`; each row is summed by one thread, edge after edge.
    func multiply(_ x: SharedConstants<Double>, into y: SharedBuffer<Double>, threads: Int) {
        scaled.withUnsafeBufferPointer { scaled in
            graph.columns.withUnsafeBufferPointer { columns in
                graph.starts.withUnsafeBufferPointer { starts in
                    let (scaled, columns, starts) = (
                        SharedConstants(scaled), SharedConstants(columns), SharedConstants(starts)
                    )
                    parallelBlocks(graph.count, size: 4_096, threads: threads) { _, rows in
                        for row in rows {
                            var sum = 0.0
                            for edge in starts[row]..<starts[row + 1] {
                                sum += Double(scaled[edge]) * x[Int(columns[edge])]
                            }
                            y[row] = sum
                        }
                    }
                }
            }
        }
    }
}
