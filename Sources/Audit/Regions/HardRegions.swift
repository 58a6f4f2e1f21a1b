import Foundation
public import Matrices

/// Groups of look-alikes in which a model fails more often than elsewhere: slices.
///
/// The groups are made without looking at the errors (`KMeans`, so that chance can be told), at two grains; of each the number
/// of errors is held against what drawing as many samples blindly gives. Of groups that are mostly the same the surer one
/// stays. Each is named by its most typical members.
///
/// - SeeAlso: Eyuboglu et al. 2022, "Domino: discovering systematic errors with cross-modal embeddings", for the task; the
///   test is hypergeometric with Benjamini and Hochberg's correction.
public enum HardRegions {
    public struct Region: Sendable, Equatable {
        public let members: [Int]
        public let errors: Int
        /// What the group would have at the rate of all.
        public let expected: Double
        /// The share of its members that are errors.
        public let rate: Double
        /// How probable so many or more are by chance, corrected for how many groups were looked at.
        public let p: Double
        /// Which members stand for it, the largest kind first.
        public let typical: [Int]
    }

    /// - Parameters:
    ///   - matrix: N × D, a row a sample.
    ///   - isError: of each sample; nil where the model said nothing: such are left out.
    ///   - grains: how large groups are on average, in samples.
    ///   - level: the largest p of a region.
    /// - Returns: by how many errors more than expected there are, the most first.
    public static func find(
        _ matrix: Matrix, isError: [Bool?], grains: [Int] = [30, 80], level: Double = 0.05, typical: Int = 6,
        seed: UInt64 = 42, threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> [Region] {
        precondition(isError.count == matrix.rows, "whether it is an error, or nil, for each row")
        let rows = isError.indices.filter { isError[$0] != nil }
        let wrong = rows.count { isError[$0] == true }
        guard wrong > 0, wrong < rows.count else { return [] }
        let known = matrix.selecting(rows)
        var groups: [[Int]] = []
        for (place, grain) in grains.enumerated() {
            let count = min(max(2, rows.count / max(1, grain)), 400)
            guard count < rows.count else { continue }
            let means = try KMeans(
                known, count: count, seed: seed &+ UInt64(place), starts: 1, rounds: 30, threads: threads
            ) { try progress((Double(place) + $0) / Double(grains.count)) }
            var members = [[Int]](repeating: [], count: means.centres.rows)
            for (row, group) in means.groups.enumerated() { members[group].append(rows[row]) }
            groups += members.filter { $0.count > 1 }
        }
        let hypergeometric = Hypergeometric(upTo: rows.count)
        let errors = groups.map { group in group.count { isError[$0] == true } }
        let p = zip(groups, errors).map { group, errors in
            hypergeometric.counts(population: rows.count, marked: wrong, drawn: group.count).probabilities
                .dropFirst(errors).reduce(0, +)
        }
        let adjusted = BenjaminiHochberg.adjust(p.map { min(1, $0) })
        let rate = Double(wrong) / Double(rows.count)
        let order = groups.indices.filter {
            adjusted[$0] <= level && Double(errors[$0]) > rate * Double(groups[$0].count)
        }
        .sorted { (adjusted[$0], -errors[$0], $0) < (adjusted[$1], -errors[$1], $1) }
        var taken: Set<Int> = []
        var regions: [Region] = []
        for index in order {
            let group = groups[index]
            guard group.count(where: taken.contains) * 2 <= group.count else { continue }
            taken.formUnion(group)
            regions.append(
                Region(
                    members: group, errors: errors[index], expected: rate * Double(group.count),
                    rate: Double(errors[index]) / Double(group.count), p: adjusted[index],
                    typical: try TypicalMembers.of(group, in: matrix, count: typical, seed: seed, threads: threads)))
        }
        try progress(1)
        return regions.sorted {
            let (left, right) = (Double($0.errors) - $0.expected, Double($1.errors) - $1.expected)
            return left != right ? left > right : $0.members[0] < $1.members[0]
        }
    }
}
