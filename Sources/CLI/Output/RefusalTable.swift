import Dataset

/// Refused files, one a line.
enum RefusalTable {
    static func text(_ refusals: [Refusal]) -> String {
        var table = Table(["path", "code", "why"])
        for refusal in refusals { table.add([refusal.path, refusal.code, refusal.reason]) }
        return table.text
    }
}
