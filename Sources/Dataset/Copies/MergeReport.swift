/// What bringing another copy's work in did, or would do.
public struct MergeReport: Sendable, Codable, Equatable {
    /// Changes that both copies had before.
    public var common = 0
    /// Changes of the other copy that came in, and those that did nothing here.
    public var changes = 0
    public var withoutEffect = 0
    /// Samples that came in, and images that were not here.
    public var samples = 0
    public var images = 0
    public var threads = 0
    public var messages = 0
    public var labelBookEdits = 0
    /// What people answered, and what they said of findings.
    public var answers = 0
    public var verdicts = 0
    /// Samples whose parents and recipe came in, versions of recipes, and rules, parts and chains of classes.
    public var derivations = 0
    public var recipes = 0
    public var classRules = 0
    /// Cells that both copies had set, to different values, with what was decided; those without a decision wait for one.
    public var conflicts: [MergeConflict] = []
    /// What could not be as it was in the other copy, in words.
    public var notes: [String] = []
    /// The numbers that the changes have here.
    public var first: Int64?
    public var last: Int64?

    public init() {}

    public var undecided: Int { conflicts.count { $0.decision == nil } }
}

/// A cell that two copies had set to different values.
public struct MergeConflict: Sendable, Codable, Equatable {
    public enum Side: String, Sendable, Codable, CaseIterable {
        case ours, theirs
        /// Somebody set it to something else since.
        case other
    }

    /// nil before it is kept.
    public let id: Int64?
    /// nil where it is about a class.
    public let sample: Int64?
    /// The name of a class; nil where it is about a sample.
    public let label: String?
    /// `label`, `split`, `state`, `tags`, `column.NAME`; of a class `name`, `rank`, `definition`, `rule`, ….
    public let field: String
    /// As people read it; nil for nothing.
    public let ours: String?
    public let theirs: String?
    public let ourAuthor: String
    public let ourAt: String
    public let theirAuthor: String
    public let theirAt: String
    public let theirReason: String?
    public let decision: Side?
    public let decidedBy: String?
    public let decidedAt: String?

    /// What names the cell in a file of decisions: the same however often the merge is tried.
    public var key: String {
        (sample.map { "sample \($0)" } ?? "class \(label ?? "")") + " " + field
    }
}

/// Why the work of another copy cannot be brought in.
public enum MergeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two workspaces that were never one.
    case noCommonHistory
    /// The histories are of one workspace, and one of them was tampered with or damaged.
    case damaged(String)
    case unknownConflict(Int64)
    case decidedAlready(Int64)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .noCommonHistory: "no-common-history"
        case .damaged: "bad-bundle"
        case .unknownConflict: "unknown-conflict"
        case .decidedAlready: "decided-already"
        }
    }

    public var description: String {
        switch self {
        case .noCommonHistory:
            "These are two workspaces that were never one: their histories have no change in common. "
                + "To bring images together, export the other one and import the folder."
        case .damaged(let what): "The bundle does not hold together: \(what). Make it anew."
        case .unknownConflict(let id): "There is no conflict \(id). `tessera conflicts` lists them."
        case .decidedAlready(let id):
            "Conflict \(id) is decided already. Change the cell itself if it is to be otherwise."
        }
    }
}
