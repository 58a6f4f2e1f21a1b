/// Why a trainer cannot be registered or found.
public enum TrainerError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(String)
    /// Runs were made with the one of that name.
    case frozen(name: String, runs: Int)
    case sameAs(name: String, other: String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "unknown-trainer"
        case .frozen: "trainer-frozen"
        case .sameAs: "trainer-exists"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let name):
            "There is no trainer \u{201C}\(name.prefix(80))\u{201D}. `tessera trainers` lists them, `tessera trainers add FILE` adds one."
        case .frozen(let name, let runs):
            "\(runs == 1 ? "A run was" : "\(runs) runs were") made with the trainer \u{201C}\(name)\u{201D} as it is, so it stays. "
                + "Give the changed one another name."
        case .sameAs(let name, let other):
            "\u{201C}\(name)\u{201D} is the same as the trainer \u{201C}\(other)\u{201D}. Use that one, so that their runs are compared."
        }
    }
}
