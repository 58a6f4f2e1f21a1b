public import Matrices

/// The members that stand for a group: its kinds, and for each kind the one in the middle.
public enum TypicalMembers {
    /// - Parameters:
    ///   - matrix: N × D, a row a unit.
    ///   - members: the rows of the group.
    ///   - count: how many are wanted.
    /// - Returns: at most `count` of the members, those of the largest kinds first.
    public static func of(
        _ members: [Int], in matrix: Matrix, count: Int, seed: UInt64 = 42, threads: Int
    ) throws -> [Int] {
        guard members.count > count else { return members }
        let rows = matrix.selecting(members)
        let kinds = try KMeans(rows, count: count, seed: seed, starts: 1, rounds: 20, threads: threads)
        var best = [(distance: Float, member: Int)?](repeating: nil, count: kinds.centres.rows)
        for (row, kind) in kinds.groups.enumerated() {
            let distance = zip(rows.row(row), kinds.centres.row(kind)).reduce(Float(0)) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }
            if distance < best[kind]?.distance ?? .infinity { best[kind] = (distance, members[row]) }
        }
        return best.compactMap { $0?.member }
    }
}
