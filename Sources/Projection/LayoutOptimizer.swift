import CKernels
import Numerics

/// The stochastic gradient descent that turns a first layout into the final one.
///
/// Edge by edge in one thread, with the schedule of umap-learn; the order of edges is the graph's own.
struct LayoutOptimizer {
    let options: UMAPOptions
    let epochs: Int

    func run(_ start: Matrix, _ graph: SparseGraph, progress: (Double) throws -> Void) throws -> Matrix {
        let curve = CurveFit(minDist: options.minDist, spread: options.spread)
        var layout = start
        let largest = graph.weights.max() ?? 1
        let heads = (0..<graph.count).flatMap { row in [Int32](repeating: Int32(row), count: graph.edges(of: row).count)
        }
        let rates = graph.weights.map { $0 / largest }
        var pushes = [UInt32](repeating: 0, count: heads.count)
        let portion = max(1, min(epochs, 2_000_000 / max(1, heads.count)))
        try layout.values.withUnsafeMutableBufferPointer { positions in
            try heads.withUnsafeBufferPointer { heads in
                try graph.columns.withUnsafeBufferPointer { tails in
                    try rates.withUnsafeBufferPointer { rates in
                        try pushes.withUnsafeMutableBufferPointer { pushes in
                            var state = tessera_layout(
                                positions: positions.baseAddress, count: Int64(graph.count),
                                dimensions: Int32(options.components), heads: heads.baseAddress,
                                tails: tails.baseAddress, rates: rates.baseAddress, pushes: pushes.baseAddress,
                                edges: Int64(heads.count), a: Float(curve.a), b: Float(curve.b),
                                repulsion: Float(options.repulsionStrength), learning_rate: Float(options.learningRate),
                                negative_samples: Float(options.negativeSampleRate), epochs: Int32(epochs),
                                seed: CounterRandom.mix(options.seed))
                            for epoch in stride(from: 0, to: epochs, by: portion) {
                                try progress(Double(epoch) / Double(epochs))
                                tessera_layout_run(&state, Int32(epoch), Int32(min(epochs, epoch + portion)))
                            }
                        }
                    }
                }
            }
        }
        try progress(1)
        return layout
    }
}
