import CKernels
import Matrices
import Neighbors

/// The rows as places with distances, and for each a few near ones to go to next.
///
/// Distances are lengths of differences of prepared rows. For `cosine` that is the chord, √(2 (1 - cos)), which ranks
/// pairs as the cosine does and obeys the triangle inequality.
struct WalkSpace: Sendable {
    let rows: PreparedRows
    /// Candidates a row.
    let width: Int
    /// `count * width`, nearest first.
    let candidates: [Int32]
    let lengths: [Float]

    var count: Int { rows.matrix.rows }

    init(_ matrix: Matrix, _ graph: NeighborGraph, most: Int) {
        rows = PreparedRows(matrix, metric: graph.metric)
        width = min(graph.k, most)
        var candidates: [Int32] = []
        var lengths: [Float] = []
        candidates.reserveCapacity(graph.count * width)
        lengths.reserveCapacity(graph.count * width)
        for row in 0..<graph.count {
            candidates += graph.neighbors(of: row).prefix(width)
            lengths += graph.distances(of: row).prefix(width).map {
                graph.metric == .cosine ? (2 * max(0, $0)).squareRoot() : $0
            }
        }
        self.candidates = candidates
        self.lengths = lengths
    }

    func distance(_ a: Int32, _ b: Int32) -> Float {
        rows.squaredDistance(Int(a), Int(b)).squareRoot()
    }

    /// Every row to each of its candidates, the shortest first; equal ones by row numbers.
    func candidateEdges() -> [WalkEdge] {
        var edges: [WalkEdge] = []
        edges.reserveCapacity(candidates.count)
        for row in 0..<count {
            for place in row * width..<(row + 1) * width {
                edges.append(WalkEdge(Int32(row), candidates[place], length: lengths[place]))
            }
        }
        return edges.sorted(by: WalkEdge.precedes)
    }
}
