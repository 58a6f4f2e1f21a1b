/// Why a finding cannot be shown or judged.
public enum FindingError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int64)
    /// The audit that found it is older than what the samples are now.
    case gone(Int64)
    case alreadyJudged(Int64, FindingState)
    case notJudged(Int64)
    case nothingNamed
    case tooMany(limit: Int)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "unknown-finding"
        case .gone: "finding-gone"
        case .alreadyJudged: "already-judged"
        case .notJudged: "not-judged"
        case .nothingNamed: "nothing-named"
        case .tooMany: "too-many-findings"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let id): "There is no finding \(id). `tessera findings list` shows them."
        case .gone(let id):
            "Finding \(id) no longer holds: its samples changed, or a later audit did not find it. Audit again."
        case .alreadyJudged(let id, let state):
            "Finding \(id) is \(state.rawValue) already. Take that back first, or leave it."
        case .notJudged(let id): "Nobody has judged finding \(id), so there is nothing to take back."
        case .nothingNamed: "Name at least one finding."
        case .tooMany(let limit): "At most \(limit) findings are judged at once. Take fewer."
        }
    }
}
