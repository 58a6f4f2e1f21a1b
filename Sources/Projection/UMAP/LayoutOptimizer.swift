import CKernels
import Matrices

/// The stochastic gradient descent that turns a first layout into the final one.
///
/// In one thread, with the forces and the schedule of umap-learn; edges in a random order that is drawn once from the
/// seed. The inner loop is `tessera_layout_run` in CKernels.
struct LayoutOptimizer {
    let options: UMAPOptions
    let epochs: Int

    func run(_ start: Matrix, _ graph: SparseGraph, progress: (Double) throws -> Void) throws -> Matrix {
        var layout = start
        let edges = ShuffledEdges(graph, seed: options.seed)
        var pushes = [UInt32](repeating: 0, count: edges.heads.count)
        let portion = max(1, min(epochs, 1_000_000 / max(1, edges.heads.count)))
        for epoch in stride(from: 0, to: epochs, by: portion) {
            try progress(Double(epoch) / Double(epochs))
            run(epoch..<min(epochs, epoch + portion), edges, &layout, &pushes)
        }
        try progress(1)
        return layout
    }

    private func run(_ portion: Range<Int>, _ edges: ShuffledEdges, _ layout: inout Matrix, _ pushes: inout [UInt32]) {
        let curve = CurveFit(minDist: options.minDist, spread: options.spread)
        let count = layout.rows
        layout.values.withUnsafeMutableBufferPointer { positions in
            pushes.withUnsafeMutableBufferPointer { pushes in
                edges.heads.withUnsafeBufferPointer { heads in
                    edges.tails.withUnsafeBufferPointer { tails in
                        edges.rates.withUnsafeBufferPointer { rates in
                            var state = tessera_layout(
                                positions: positions.baseAddress, count: Int64(count),
                                dimensions: Int32(options.components), heads: heads.baseAddress,
                                tails: tails.baseAddress, rates: rates.baseAddress, pushes: pushes.baseAddress,
                                edges: Int64(heads.count), a: Float(curve.a), b: Float(curve.b),
                                repulsion: Float(options.repulsionStrength),
                                learning_rate: Float(options.learningRate),
                                negative_samples: Float(options.negativeSampleRate), epochs: Int32(epochs),
                                seed: CounterRandom.mix(options.seed))
                            tessera_layout_run(&state, Int32(portion.lowerBound), Int32(portion.upperBound))
                        }
                    }
                }
            }
        }
    }
}
