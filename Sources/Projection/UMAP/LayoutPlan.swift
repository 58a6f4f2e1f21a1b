import Matrices
import Neighbors

/// Which edges go together in the descent, and in which order.
///
/// Depends on the first layout, the graph and the seed alone, not on the number of threads.
struct LayoutPlan {
    /// The edges between two parts, or within one.
    struct Task {
        let first: Int
        let second: Int
        let edges: Range<Int>
    }

    /// Point `new` of the descent is row `order[new]`; the points of part `p` lie at `starts[p] ..< starts[p + 1]`.
    let order: [Int32]
    let starts: [Int]
    /// The tasks of an epoch; those of round `r` lie at `rounds[r] ..< rounds[r + 1]`, and each part is in just one of
    /// them. The last round is that of the parts by themselves.
    let tasks: [Task]
    let rounds: [Int]
    let edges: EdgeBlocks

    var parts: Int { starts.count - 1 }

    func points(of part: Int) -> Range<Int> { starts[part]..<starts[part + 1] }

    /// For all edges of a graph, both ends of which move.
    ///
    /// The parts are drawn at random. Parts that lie together would leave fewer edges between them, but then all edges
    /// of a point that lead out of its part come after each other, and the last ones to pull decide: .003 of
    /// trustworthiness on 3,000 points.
    init(_ graph: SparseGraph, seed: UInt64, threads: Int) {
        let count = graph.count
        let parts = Self.parts(for: count)
        let starts = (0...parts).map { count * $0 / parts }
        var random = SeededRandom(seed: seed, stream: 2)
        let order = Array(0..<Int32(count)).shuffled(using: &random)
        var place = [Int32](repeating: 0, count: count)
        var partOf = [UInt8](repeating: 0, count: count)
        for part in 0..<parts {
            for new in starts[part]..<starts[part + 1] {
                place[Int(order[new])] = Int32(new)
                partOf[Int(order[new])] = UInt8(part)
            }
        }
        let matches = RoundRobin(parts).rounds
        var block = [Int](repeating: 0, count: parts * parts)
        for (number, (a, b)) in matches.joined().enumerated() {
            (block[a * parts + b], block[b * parts + a]) = (number, number)
        }
        edges = EdgeBlocks(
            graph, blocks: parts * (parts + 1) / 2, seed: seed, threads: threads, heads: { place[$0] },
            tails: { place[$0] }, blockOf: { block[Int(partOf[$0]) * parts + Int(partOf[$1])] })
        var tasks: [Task] = []
        var rounds = [0]
        for round in matches {
            for (a, b) in round {
                let range = edges.bounds[tasks.count]..<edges.bounds[tasks.count + 1]
                tasks.append(Task(first: a, second: b, edges: range))
            }
            rounds.append(tasks.count)
        }
        (self.order, self.starts, self.tasks, self.rounds) = (order, starts, tasks, rounds)
    }

    /// For edges from points that move to points that stay: each part by itself.
    init(placing graph: SparseGraph, seed: UInt64, threads: Int) {
        let count = graph.count
        let parts = max(1, min(16, count / 64))
        let starts = (0...parts).map { count * $0 / parts }
        let edges = EdgeBlocks(
            graph, blocks: parts, seed: seed, threads: threads, heads: { Int32($0) }, tails: { Int32($0) },
            blockOf: { row, _ in ((row + 1) * parts - 1) / count })
        tasks = (0..<parts).map { part in
            Task(first: part, second: part, edges: edges.bounds[part]..<edges.bounds[part + 1])
        }
        rounds = [0, parts]
        order = Array(0..<Int32(count))
        (self.starts, self.edges) = (starts, edges)
    }

    /// Few points are not worth a second thread: on 3,000 four parts keep .003 fewer neighbours than one, on 10,000 it
    /// makes no difference.
    private static func parts(for count: Int) -> Int { count < 4_096 ? 1 : 4 }

    /// A matrix in the order of the descent.
    func arranged(_ matrix: Matrix) -> Matrix { matrix.selecting(order.map(Int.init)) }

    /// A matrix back in the order of the rows.
    func restored(_ matrix: Matrix) -> Matrix {
        var result = Matrix(rows: matrix.rows, columns: matrix.columns)
        for (new, row) in order.enumerated() {
            for axis in 0..<matrix.columns { result[Int(row), axis] = matrix[new, axis] }
        }
        return result
    }
}
