import Foundation
public import Neighbors

/// Samples that lie alone: far from what is nearest to them, measured against how far others are from theirs.
///
/// The logarithm of the mean distance to the nearest `k` is compared with how it is spread over the data; and again within
/// the class, among the distances to the nearest of the same class. A sample that is at home overall but not in its class is
/// more often mislabelled than strange.
///
/// - SeeAlso: Ramaswamy, Rastogi, Shim 2000, "Efficient algorithms for mining outliers from large data sets"; Kuan, Mueller
///   2022, "Back to the basics: revisiting out-of-distribution detection baselines", for the mean of the k distances.
public struct Outliers: Sendable, Equatable {
    public struct Outlier: Sendable, Equatable {
        public let row: Int
        /// The mean distance to its nearest.
        public let distance: Double
        /// That of the usual sample.
        public let usual: Double
        /// Beyond which distance a sample counts as alone.
        public let threshold: Double
        /// 0.5 at the threshold, towards 1.
        public let score: Double
    }

    /// Of each row, the mean distance to its nearest of other groups; nil where it has none.
    public let distances: [Double?]
    /// Beyond the threshold of all data, the farthest first.
    public let overall: [Outlier]
    /// Beyond the threshold of their class, the farthest first; empty without distances within classes.
    public let withinClass: [Outlier]
    /// Of each row how strange it is among all: 0.5 for what is usual, towards 1 for what is far; 0 where nothing is known.
    public let strangeness: [Double]

    private static let leastRatio = log(1.1)

    /// - Parameters:
    ///   - graph: neighbours among all rows.
    ///   - groups: what shows the same thing has the same number, and is no company.
    ///   - withinClass: of each row the mean distance to the nearest of its class (`Typicality.distances`), or nil.
    ///   - classes: of each row, or nil.
    ///   - k: neighbours that count.
    public init(
        _ graph: NeighborGraph, groups: [Int], withinClass typicality: [Float?] = [], classes: [Int?] = [], k: Int = 10
    ) {
        precondition(groups.count == graph.count, "a group for each row")
        precondition(typicality.isEmpty || typicality.count == graph.count && classes.count == graph.count)
        let distances = (0..<graph.count).map { row -> Double? in
            let others = zip(graph.neighbors(of: row), graph.distances(of: row)).filter {
                groups[Int($0.0)] != groups[row]
            }.prefix(k)
            guard !others.isEmpty else { return nil }
            return others.reduce(0.0) { $0 + Double($1.1) } / Double(others.count)
        }
        self.distances = distances
        let rows = distances.indices.filter { distances[$0] != nil }
        overall = Self.beyond(rows.map { ($0, distances[$0] ?? 0) })
        var within: [Outlier] = []
        if !typicality.isEmpty {
            let members = Dictionary(grouping: rows.filter { typicality[$0] != nil && classes[$0] != nil }) {
                classes[$0] ?? 0
            }
            for (_, members) in members.sorted(by: { $0.key < $1.key }) {
                within += Self.beyond(members.map { ($0, Double(typicality[$0] ?? 0)) })
            }
        }
        withinClass = within.sorted { ($1.score, $0.row) < ($0.score, $1.row) }
        let logs = rows.map { log(max(distances[$0] ?? 0, 1e-12)) }
        let limits = RobustLimits(logs, least: Self.leastRatio)
        let spread = max(limits.spreadAbove, 1e-3)
        var strangeness = [Double](repeating: 0, count: graph.count)
        for (row, value) in zip(rows, logs) { strangeness[row] = 1 / (1 + exp(-(value - limits.median) / spread)) }
        self.strangeness = strangeness
    }

    private static func beyond(_ found: [(row: Int, distance: Double)]) -> [Outlier] {
        let logs = found.map { log(max($0.distance, 1e-12)) }
        let limits = RobustLimits(logs, times: 3, least: leastRatio)
        return zip(found, logs).compactMap { one, value -> Outlier? in
            let score = limits.score(value, low: false, high: true, least: leastRatio)
            return score.map {
                Outlier(
                    row: one.row, distance: one.distance, usual: exp(limits.median), threshold: exp(limits.high),
                    score: $0)
            }
        }.sorted { ($1.score, $0.row) < ($0.score, $1.row) }
    }
}
