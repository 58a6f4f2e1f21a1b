/// What the exit code says; scripts rely on it.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    /// The command line is not right.
    case misused = 2
    /// SIGINT, SIGTERM or `tessera jobs cancel`.
    case cancelled = 3
}
