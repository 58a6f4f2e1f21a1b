public import Matrices
import Neighbors

/// How much at home each sample is in its class: how near its nearest fellows are.
///
/// The mean distance to the nearest `k` units of the same class is small where many are alike and large for one that
/// is alone; it falls with the density as estimated by nearest neighbours. Images that count as one unit are one
/// fellow, so that a picture with ten copies is not typical for that.
///
/// - SeeAlso: Loftsgaarden and Quesenberry 1965, "A nonparametric estimate of a multivariate density function".
public struct Typicality: Sendable, Equatable {
    /// Of each unit the mean distance to its nearest fellows; nil where it has none.
    public let distances: [Float?]
    /// Of each unit the share of its class that is more at home than it: 0 for the most typical, 1 for the least; nil
    /// where it has no fellows.
    public let ranks: [Double?]

    /// - Parameters:
    ///   - matrix: N × D, a row a unit.
    ///   - classes: of each unit, from 0; nil where it has none.
    public init(
        _ matrix: Matrix, classes: [Int?], k: Int = 10, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws {
        var distances = [Float?](repeating: nil, count: matrix.rows)
        var ranks = [Double?](repeating: nil, count: matrix.rows)
        let count = (classes.compactMap(\.self).max() ?? -1) + 1
        for label in 0..<count {
            try progress(Double(label) / Double(count))
            let members = classes.indices.filter { classes[$0] == label }
            guard members.count > 1 else { continue }
            let graph = try NeighborSearch.graph(of: matrix.selecting(members), k: k, threads: threads)
            let means = members.indices.map { row in
                graph.distances(of: row).reduce(0, +) / Float(graph.k)
            }
            let order = members.indices.sorted { (means[$0], $0) < (means[$1], $1) }
            for (place, row) in order.enumerated() {
                distances[members[row]] = means[row]
                ranks[members[row]] = Double(place) / Double(members.count - 1)
            }
        }
        self.distances = distances
        self.ranks = ranks
    }
}
