import Dataset

/// Conflicts as people read them in a terminal.
enum ConflictText {
    static func table(_ conflicts: [MergeConflict]) -> String {
        var table = Table(["conflict", "cell", "ours", "by", "theirs", "by", "why", "decided"], numbers: [0])
        for conflict in conflicts {
            table.add([
                conflict.id.map(String.init) ?? "", conflict.key, conflict.ours ?? "", conflict.ourAuthor,
                conflict.theirs ?? "", conflict.theirAuthor, conflict.theirReason ?? "",
                conflict.decision?.rawValue ?? "",
            ])
        }
        return table.text
    }
}
