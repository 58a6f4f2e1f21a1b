import Numerics

/// Where the optimisation begins.
struct InitialLayout {
    let options: UMAPOptions
    let threads: Int

    func make(_ graph: SparseGraph, _ matrix: Matrix, progress: (Double) throws -> Void) throws -> Matrix {
        var random = SeededRandom(seed: options.seed, stream: 1)
        var layout = Matrix(rows: graph.count, columns: options.components)
        for index in layout.values.indices { layout.values[index] = Float(random.unit() * 10) }
        return layout
    }
}
