/// Why a run cannot be read.
public enum RunError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int64)
    /// It is under way, or did not come to its end.
    case notDone(Int64, RunRecord.State)
    case damaged(Int64, why: String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "unknown-run"
        case .notDone: "run-not-done"
        case .damaged: "damaged-run"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let id): "There is no run \(id). `tessera runs` lists them."
        case .notDone(let id, let state):
            "Run \(id) is \(state.rawValue), so there is nothing to show of it yet. `tessera jobs` says how far it is."
        case .damaged(let id, let why): "The files of run \(id) are damaged: \(why). Train again with --again."
        }
    }
}
