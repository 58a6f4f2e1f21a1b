import Matrices
import Neighbors

/// Joins paths at their ends until one is left: in rounds, each with the nearest neighbours among the ends that are
/// left, shortest edges first.
///
/// Every round takes at least the shortest edge between two paths, and in practice leaves a third of the paths or
/// fewer. In many dimensions candidates are found in a random projection; the lengths that decide are the true ones.
struct PathJoiner {
    let space: WalkSpace
    let seed: UInt64
    let threads: Int

    private static let width = 8
    private static let fewColumns = 48

    func join(_ paths: inout GreedyPaths) throws {
        while paths.paths > 1 {
            let ends = paths.ends()
            let places = projected(space.rows.matrix.selecting(ends.map(Int.init)))
            let near = try ExactNeighbors.search(places, k: Self.width, threads: threads)
            var edges: [WalkEdge] = []
            for (index, end) in ends.enumerated() {
                for neighbor in near.neighbors(of: index) {
                    let other = ends[Int(neighbor)]
                    if !paths.areJoined(end, other) {
                        edges.append(WalkEdge(end, other, length: space.distance(end, other)))
                    }
                }
            }
            let before = paths.paths
            paths.link(edges.sorted(by: WalkEdge.precedes))
            // Rounding in the projection can hide the one other path; then ends are joined as they come.
            if paths.paths == before, let other = ends.first(where: { !paths.areJoined(ends[0], $0) }) {
                paths.link([WalkEdge(ends[0], other, length: 0)])
            }
        }
    }

    private func projected(_ matrix: Matrix) -> Matrix {
        guard matrix.columns > Self.fewColumns else { return matrix }
        var random = SeededRandom(seed: seed, stream: 4)
        let axes = (0..<matrix.columns * Self.fewColumns).map { _ in Float(random.normal()) }
        var result = Matrix(rows: matrix.rows, columns: Self.fewColumns)
        BLAS.multiply(
            matrix.values, stride: matrix.columns, rows: matrix.rows, axes, stride: Self.fewColumns,
            columns: Self.fewColumns, depth: matrix.columns, into: &result.values, stride: Self.fewColumns)
        return result
    }
}
