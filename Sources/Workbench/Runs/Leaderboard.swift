/// The versions of a dataset by what they are worth, for each trainer by itself: only runs of the same specification
/// are compared.
public struct Leaderboard: Codable, Sendable, Equatable {
    public struct Board: Codable, Sendable, Equatable {
        public let trainer: RunGroup.Trainer
        /// The best first.
        public let entries: [RunGroup]
    }

    /// The set that decides: `val`, `test`, `none` or a tag.
    public let set: String
    /// The trainer with the newest run first.
    public let boards: [Board]
}

extension RunLibrary {
    /// - Parameter trainer: the name of a trainer; nil is all.
    public func leaderboard(by set: String = "val", trainer: String? = nil) throws -> Leaderboard {
        let groups = try groups(evaluating: [set]).filter { group in
            group.folds == 0 && group.mean[set] != nil && (trainer == nil || group.trainer.name == trainer)
        }
        var order: [String] = []
        for group in groups where !order.contains(group.trainer.digest) { order.append(group.trainer.digest) }
        let boards = order.compactMap { digest -> Leaderboard.Board? in
            let entries = groups.filter { $0.trainer.digest == digest }.sorted { left, right in
                let (one, two) = (left.mean[set]?.mean ?? 0, right.mean[set]?.mean ?? 0)
                return one != two ? one > two : left.version.change < right.version.change
            }
            return entries.first.map { Leaderboard.Board(trainer: $0.trainer, entries: entries) }
        }
        return Leaderboard(set: set, boards: boards)
    }
}
