/// Why a worker, or the conversation with one, ended before its time.
public enum WorkerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody reads what is written.
    case outputClosed(String)
    case notStarted(program: String, reason: String)
    /// What came was not what a worker writes.
    case badStream(String)
    /// The worker ended without its closing line.
    case ended(status: Int32, message: String)

    public var description: String {
        switch self {
        case .outputClosed(let reason):
            "The vectors can't be written: \(reason). Whoever started the worker has stopped reading."
        case .notStarted(let program, let reason):
            "The worker \(program) could not be started: \(reason)"
        case .badStream(let reason):
            "The worker wrote what can't be read: \(reason)"
        case .ended(let status, let message):
            "The worker ended early with status \(status)" + (message.isEmpty ? "." : ": \(message)")
        }
    }
}
