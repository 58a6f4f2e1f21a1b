import Matrices

/// Splits samples into folds of nearly equal size in which the classes have nearly equal shares, and in which samples
/// that belong together (the same image twice) are never apart.
///
/// The same samples, classes and seed give the same folds, in whatever order the samples come.
public struct StratifiedFolds: Sendable, Equatable {
    /// The fold of each sample, 0 ..< count.
    public let foldOf: [Int]
    public let count: Int

    /// - Parameters:
    ///   - groups: what belongs together has the same text, such as the SHA-256 of the image.
    ///   - classes: the class of each sample.
    ///   - count: 2 or more.
    public init(groups: [String], classes: [Int], count: Int, seed: UInt64) {
        precondition(groups.count == classes.count && count > 1, "a class for each sample, and two folds or more")
        var members: [String: [Int]] = [:]
        for (index, group) in groups.enumerated() { members[group, default: []].append(index) }
        // A group counts as the class that most of it has.
        var groupsOf: [Int: [String]] = [:]
        for group in members.keys.sorted() {
            groupsOf[Self.mostFrequent(members[group, default: []].map { classes[$0] }), default: []].append(group)
        }
        var foldOf = [Int](repeating: 0, count: groups.count)
        var sizes = [Int](repeating: 0, count: count)
        for (kind, names) in groupsOf.sorted(by: { $0.key < $1.key }) {
            var random = SeededRandom(seed: seed, stream: UInt64(kind))
            var ofKind = [Int](repeating: 0, count: count)
            for name in names.shuffled(using: &random) {
                let fold = (0..<count).min { (ofKind[$0], sizes[$0], $0) < (ofKind[$1], sizes[$1], $1) } ?? 0
                let indices = members[name, default: []]
                for index in indices { foldOf[index] = fold }
                ofKind[fold] += indices.count
                sizes[fold] += indices.count
            }
        }
        self.foldOf = foldOf
        self.count = count
    }

    private static func mostFrequent(_ classes: [Int]) -> Int {
        var counts: [Int: Int] = [:]
        for kind in classes { counts[kind, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
    }
}
