import Foundation
public import Imaging
public import Matrices
public import Neighbors

/// Pictures that show the same drawing or photo once more, in other pixels.
///
/// Candidates are neighbours in the embedding and pictures with nearly the same perceptual hash. Of each pair three things are
/// looked at: how alike the sketches are, how far apart the embeddings are for how dense it is around them, and in how many
/// bits the hashes differ. The chance that they are the same is a logistic function of the three; its four numbers
/// come from the pairs that are planted in the demo data and from looking at real ones (docs/duplicates.md).
public enum NearDuplicates {
    public struct Pair: Sendable, Equatable {
        /// The smaller row number.
        public let first: Int
        public let second: Int
        /// That they are the same, 0 ... 1.
        public let chance: Double
        /// Of the sketches, up to 1.
        public let likeness: Double
        /// Over the usual distance around the one with the nearer company; 1 for ordinary neighbours.
        public let distance: Double
        /// Of the 64 bits.
        public let hashDistance: Int

        public init(
            first: Int, second: Int, chance: Double, likeness: Double, distance: Double, hashDistance: Int
        ) {
            self.first = first
            self.second = second
            self.chance = chance
            self.likeness = likeness
            self.distance = distance
            self.hashDistance = hashDistance
        }
    }

    private static let neighbors = 10
    private static let leastLikeness = 0.5
    private static let hashReach = 10
    /// More rows than this are not compared with all others by their hashes.
    private static let mostCompared = 100_000

    private static func chance(likeness: Double, distance: Double, hashDistance: Int) -> Double {
        let odds = 14 * likeness - 12 * min(distance, 2) - 13 * Double(hashDistance) / 64 - 1
        return 1 / (1 + exp(-odds))
    }

    /// - Parameters:
    ///   - features: N × D that `graph` was found in.
    ///   - graph: of ten neighbours or more; copies take places among them.
    ///   - measures: of each row; nil where the picture could not be read: it has no pairs.
    ///   - groups: what is the same to the byte or pixel has the same number; such pairs are not given.
    ///   - least: the smallest chance of a pair that is given.
    ///   - progress: gets the share that is done; throwing cancels.
    /// - Returns: by chance, the surest first.
    public static func pairs(
        _ features: Matrix, graph: NeighborGraph, measures: [PictureMeasures?], groups: [Int], least: Double = 0.2,
        threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> [Pair] {
        let rows = features.rows
        precondition(
            graph.count == rows && measures.count == rows && groups.count == rows, "all are of the same samples")
        // The usual distance around a row: of its nearest but the very nearest, which may be its copy.
        let around = (0..<rows).map { row -> Double in
            let others = zip(graph.neighbors(of: row), graph.distances(of: row)).filter {
                groups[Int($0.0)] != groups[row]
            }.dropFirst().prefix(5)
            return others.isEmpty ? 1 : others.reduce(0.0) { $0 + Double($1.1) } / Double(others.count)
        }
        let candidates = candidates(graph, hashes: measures.map { $0?.hash.bits }, groups: groups, threads: threads)
        var found = [Pair?](repeating: nil, count: candidates.count)
        let step = max(1, candidates.count / 32)
        for start in stride(from: 0, to: candidates.count, by: step) {
            try progress(Double(start) / Double(candidates.count))
            let end = min(candidates.count, start + step)
            found.withUnsafeMutableBufferPointer { found in
                let found = SharedBuffer(found)
                parallelBlocks(end - start, size: 64, threads: threads) { _, range in
                    for index in start + range.lowerBound..<start + range.upperBound {
                        let (first, second) = candidates[index]
                        guard let own = measures[first], let other = measures[second] else { continue }
                        let apart =
                            distance(features, first, second) / max(min(around[first], around[second]), 1e-12)
                        let bits = own.hash.distance(to: other.hash)
                        // Even the best likeness would not do.
                        guard chance(likeness: 1, distance: apart, hashDistance: bits) >= least else { continue }
                        let likeness = own.sketch.likeness(to: other.sketch)
                        let chance = chance(likeness: likeness, distance: apart, hashDistance: bits)
                        // Two blank sheets are near each other, and no copies.
                        guard chance >= least, likeness >= leastLikeness else { continue }
                        found[index] = Pair(
                            first: first, second: second, chance: chance, likeness: likeness, distance: apart,
                            hashDistance: bits)
                    }
                }
            }
        }
        try progress(1)
        return found.compactMap(\.self).sorted { ($1.chance, $0.first, $0.second) < ($0.chance, $1.first, $1.second) }
    }

    /// Pairs that are worth a look, the smaller row first, in order.
    private static func candidates(
        _ graph: NeighborGraph, hashes: [UInt64?], groups: [Int], threads: Int
    ) -> [(Int, Int)] {
        var near = [[Int32]](repeating: [], count: graph.count)
        near.withUnsafeMutableBufferPointer { near in
            let near = SharedBuffer(near)
            parallelBlocks(graph.count, size: 64, threads: threads) { _, range in
                for row in range {
                    let around = graph.neighbors(of: row).filter { groups[Int($0)] != groups[row] }
                    near[row] =
                        around.prefix(neighbors) + alike(row, hashes).filter { groups[Int($0)] != groups[row] }
                }
            }
        }
        let rows = Int64(graph.count)
        let keys = Set(
            near.enumerated().flatMap { row, others in
                others.map { Int64(min(row, Int($0))) * rows + Int64(max(row, Int($0))) }
            })
        return keys.sorted().map { (Int($0 / rows), Int($0 % rows)) }
    }

    /// Rows that hang together by pairs of at least this chance: two or more each, in order, by their first rows.
    public static func groups(_ pairs: [Pair], rows: Int, chance: Double = 0.5) -> [[Int]] {
        var sets = DisjointSets(count: rows)
        for pair in pairs where pair.chance >= chance { sets.join(pair.first, pair.second) }
        var members: [Int: [Int]] = [:]
        for (row, group) in sets.groups().enumerated() { members[group, default: []].append(row) }
        return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    /// The rows with the nearest hashes within reach, ten at most.
    private static func alike(_ row: Int, _ hashes: [UInt64?]) -> [Int32] {
        guard hashes.count <= mostCompared, let own = hashes[row] else { return [] }
        var near: [(bits: Int, row: Int32)] = []
        for other in hashes.indices where other != row {
            guard let bits = hashes[other].map({ ($0 ^ own).nonzeroBitCount }), bits <= hashReach else { continue }
            near.append((bits, Int32(other)))
        }
        return near.sorted { ($0.bits, $0.row) < ($1.bits, $1.row) }.prefix(neighbors).map(\.row)
    }

    private static func distance(_ features: Matrix, _ a: Int, _ b: Int) -> Double {
        var sum: Float = 0
        for (x, y) in zip(features.row(a), features.row(b)) { sum += (x - y) * (x - y) }
        return Double(sum.squareRoot())
    }
}
