import Matrices
public import Neighbors

/// Images that are so alike that they count as one: the same picture drawn, scanned or saved twice.
///
/// Tests of balance take every unit once, so that twenty copies of a picture are not twenty witnesses.
public enum ImageUnits {
    /// The distance up to which two images are one unit, where none is given: half the usual (median) distance of an
    /// image to its nearest neighbour.
    public static func usualDistance(in graph: NeighborGraph) -> Float {
        guard graph.k > 0, graph.count > 0 else { return 0 }
        let nearest = (0..<graph.count).map { graph.distances[$0 * graph.k] }.sorted()
        return nearest[nearest.count / 2] / 2
    }

    /// The unit of each row, numbered in the order of their first rows: rows hang together that are neighbours at most
    /// `distance` apart, or that are a pair of `together`, such as an image and what was made of it.
    public static func group(
        _ graph: NeighborGraph, within distance: Float, together: [(Int, Int)] = []
    ) -> [Int] {
        var sets = DisjointSets(count: graph.count)
        for (one, other) in together { sets.join(one, other) }
        for row in 0..<graph.count {
            for (other, apart) in zip(graph.neighbors(of: row), graph.distances(of: row)) {
                guard apart <= distance else { break }
                sets.join(row, Int(other))
            }
        }
        return sets.groups()
    }
}
