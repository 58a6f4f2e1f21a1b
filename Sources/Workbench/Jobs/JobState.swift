/// Where a job is in its life.
public enum JobState: String, Codable, Sendable, Equatable, CaseIterable {
    /// Waits for its turn: one heavy job at a time works on a workspace.
    case queued
    case running
    case done
    case failed
    /// Somebody stopped it. What it had finished is kept; `resume` goes on from there.
    case cancelled
    /// Its process died or was shut down. The next `tessera serve` starts it again; so does `resume`.
    case interrupted

    /// Whether nothing more happens to it by itself.
    public var isFinished: Bool {
        switch self {
        case .queued, .running: false
        case .done, .failed, .cancelled, .interrupted: true
        }
    }

    /// Whether it can be started again from where it stopped.
    public var isResumable: Bool {
        switch self {
        case .failed, .cancelled, .interrupted: true
        case .queued, .running, .done: false
        }
    }
}
