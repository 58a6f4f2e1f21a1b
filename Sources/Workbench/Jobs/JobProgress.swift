/// How far a job is at one moment.
public struct JobProgress: Sendable, Equatable {
    public var phase: String?
    public var done: Int
    public var total: Int?
    /// Units a second over the last seconds; nil before there is anything to measure.
    public var rate: Double?
    public var secondsLeft: Double?
    public var message: String?

    public init(
        phase: String? = nil, done: Int = 0, total: Int? = nil, rate: Double? = nil, secondsLeft: Double? = nil,
        message: String? = nil
    ) {
        self.phase = phase
        self.done = done
        self.total = total
        self.rate = rate
        self.secondsLeft = secondsLeft
        self.message = message
    }
}
