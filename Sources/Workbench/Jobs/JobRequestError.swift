/// Why a job could not be started, cancelled or resumed.
public enum JobRequestError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownKind(String)
    case badParameters(kind: String, String)
    case notFromOutside(kind: String)
    case unknownJob(Int64)
    case notResumable(Int64, JobState)
    case notRunning(Int64, JobState)

    /// A stable name for programs.
    public var code: String {
        switch self {
        case .unknownKind: "unknown-job-kind"
        case .badParameters: "bad-parameters"
        case .notFromOutside: "not-from-outside"
        case .unknownJob: "unknown-job"
        case .notResumable: "not-resumable"
        case .notRunning: "not-running"
        }
    }

    public var description: String {
        switch self {
        case .unknownKind(let kind):
            "There is no job of the kind \"\(kind)\". The kinds are \(UseCaseCatalog.kinds.joined(separator: ", "))."
        case .badParameters(let kind, let reason): "The parameters of the job \"\(kind)\" are not right: \(reason)"
        case .notFromOutside(let kind):
            "The job \"\(kind)\" with these parameters is started at the terminal only. An export from the pages takes "
                + "a name instead of a folder; for the rest use `tessera \(kind)`."
        case .unknownJob(let id): "There is no job \(id). `tessera jobs` lists them."
        case .notResumable(let id, let state):
            "Job \(id) is \(state.rawValue); only a failed, cancelled or interrupted job can be resumed."
        case .notRunning(let id, let state): "Job \(id) is \(state.rawValue); there is nothing to cancel."
        }
    }
}
