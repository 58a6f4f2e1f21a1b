import Matrices

/// The edges of a graph, both directions, in random order, as the inner loop wants them.
///
/// Random order keeps edges that share a point apart, so that several can be moved side by side.
struct ShuffledEdges {
    private(set) var heads: [Int32]
    private(set) var tails: [Int32]
    /// How often an edge is drawn: its weight over the largest one.
    private(set) var rates: [Float]

    init(_ graph: SparseGraph, seed: UInt64) {
        var random = SeededRandom(seed: seed, stream: 2)
        var order = Array(0..<Int32(graph.columns.count))
        order.shuffle(using: &random)
        var rows = [Int32](repeating: 0, count: order.count)
        for row in 0..<graph.count { for edge in graph.edges(of: row) { rows[edge] = Int32(row) } }
        let largest = graph.weights.max() ?? 1
        heads = order.map { rows[Int($0)] }
        tails = order.map { graph.columns[Int($0)] }
        rates = order.map { graph.weights[Int($0)] / largest }
    }
}
