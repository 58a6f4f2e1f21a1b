import Matrices

/// Where the optimisation begins: the smoothest vectors on the graph as coordinates; for a graph in several parts
/// each part by itself, set beside one another; scattered where a part is too small for that.
///
/// - SeeAlso: umap-learn's `spectral.py`.
struct InitialLayout {
    let options: UMAPOptions
    let threads: Int

    private var dimensions: Int { options.components }

    /// - Parameter parts: the connected parts of the graph, and where each is put; nil where it is one.
    /// - Returns: N × `components`, each column from 0 to 10.
    func make(
        _ graph: SparseGraph, _ parts: (members: [[Int]], places: ComponentPlaces)?, progress: (Double) throws -> Void
    ) throws -> Matrix {
        var random = SeededRandom(seed: options.seed, stream: 1)
        var layout = Matrix(rows: graph.count, columns: dimensions)
        if let (members, places) = parts {
            for (number, rows) in members.enumerated() {
                try progress(Double(number) / Double(members.count))
                let part = try single(graph.induced(on: rows), &random) { _ in
                    try progress(Double(number) / Double(members.count))
                }
                let largest = part.values.reduce(0) { max($0, abs($1)) }
                let scale = largest > 0 ? places.room[number] / largest : 0
                for (index, row) in rows.enumerated() {
                    for axis in 0..<dimensions {
                        layout[row, axis] = places.centers[number, axis] + scale * part[index, axis]
                    }
                }
            }
        } else {
            layout = try single(graph, &random, progress)
        }
        return stretched(layout, &random)
    }

    /// A connected graph by itself, around 0, of any scale.
    private func single(
        _ graph: SparseGraph, _ random: inout SeededRandom, _ progress: (Double) throws -> Void
    ) throws -> Matrix {
        guard graph.count > dimensions + 1, graph.count >= 2 * dimensions else {
            return scattered(graph.count, &random)
        }
        let spectral = try SpectralVectors(graph, wanted: dimensions, threads: threads, progress: progress)
        var layout = Matrix(rows: graph.count, columns: dimensions)
        for (axis, vector) in spectral.vectors.enumerated() {
            for row in 0..<graph.count { layout[row, axis] = Float(vector[row]) }
        }
        return layout.firstRowNotFinite() == nil ? layout : scattered(graph.count, &random)
    }

    private func scattered(_ count: Int, _ random: inout SeededRandom) -> Matrix {
        Matrix(
            rows: count, columns: dimensions, values: (0..<count * dimensions).map { _ in Float(2 * random.unit() - 1) }
        )
    }

    /// The largest coordinate to 10, a little noise so that no two points coincide, then every column to 0 ... 10.
    private func stretched(_ layout: Matrix, _ random: inout SeededRandom) -> Matrix {
        var result = layout
        let largest = layout.values.reduce(0) { max($0, abs($1)) }
        let scale = largest > 0 ? 10 / largest : 0
        for index in result.values.indices {
            result.values[index] = result.values[index] * scale + Float(1e-4 * random.normal())
        }
        for axis in 0..<dimensions {
            let column = (0..<result.rows).map { result[$0, axis] }
            guard let low = column.min(), let high = column.max(), high > low else { continue }
            for row in 0..<result.rows { result[row, axis] = 10 * (result[row, axis] - low) / (high - low) }
        }
        return result
    }
}
