/// What somebody may do with a workspace. Each role may do all that those before it may.
public enum Role: String, Sendable, Codable, CaseIterable, Comparable {
    /// Looks at everything.
    case viewer
    /// Gives labels and tags, and talks.
    case labeller
    /// Changes everything of the dataset: splits, the trash, classes, jobs, versions, trainings.
    case editor
    /// Invites people, gives roles, and reads folders of the machine that serves.
    case owner

    public static func < (first: Role, second: Role) -> Bool { first.rank < second.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
