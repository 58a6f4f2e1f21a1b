import Synchronization

/// What a use case talks to while it works: it says how far it is and asks whether to go on.
///
///     for (index, batch) in batches.enumerated() {
///         try reporter.checkCancelled()
///         …
///         reporter.report(phase: "importing", done: index, total: batches.count)
///     }
///
/// Any thread may call it, as often as it likes; what listens decides how often to look.
public final class JobReporter: Sendable {
    private struct State {
        var progress = JobProgress()
        var meter = RateMeter()
        var stop: Stop?
        var lastLook = ContinuousClock.now
    }

    /// Why a job was told to stop.
    public enum Stop: Sendable {
        /// Somebody cancelled it.
        case cancelled
        /// The process ends; the job is to be started again.
        case shutdown
    }

    /// The number of the job; what belongs together on disk is kept under it.
    public let job: Int64
    /// Who started it.
    public let author: String
    private let state = Mutex(State())
    private let observer: @Sendable (JobProgress) -> Void
    private let isStoppedElsewhere: @Sendable () -> Bool

    /// How often a check asks whether another process stopped the job.
    private static let lookInterval = Duration.milliseconds(300)

    /// - Parameters:
    ///   - observer: is called on the reporting thread with every report.
    ///   - isStoppedElsewhere: whether another process asked for the job to be cancelled; is called by some of the
    ///     checks, on their thread.
    public init(
        job: Int64, author: String, observer: @escaping @Sendable (JobProgress) -> Void = { _ in },
        isStoppedElsewhere: @escaping @Sendable () -> Bool = { false }
    ) {
        self.isStoppedElsewhere = isStoppedElsewhere
        self.job = job
        self.author = author
        self.observer = observer
    }

    /// Says that `done` of `total` units of a phase are finished. A new phase starts a new measurement of the rate.
    public func report(phase: String, done: Int, total: Int?) {
        let now = ContinuousClock.now
        let progress = state.withLock { state in
            if state.progress.phase != phase { state.meter = RateMeter() }
            state.progress.phase = phase
            state.progress.done = done
            state.progress.total = total
            state.progress.rate = state.meter.rate(done: done, at: now)
            state.progress.secondsLeft =
                if let total, let rate = state.progress.rate { Double(max(0, total - done)) / rate } else { nil }
            return state.progress
        }
        observer(progress)
    }

    /// Says a fraction (0…1) of a phase, for work that has no units of its own.
    public func report(phase: String, fraction: Double) {
        report(phase: phase, done: Int((min(max(fraction, 0), 1) * 100).rounded()), total: 100)
    }

    /// Says something that the user should read: a choice and its reason, or what was left out.
    public func note(_ message: String) {
        observer(
            state.withLock { state in
                state.progress.message = message
                return state.progress
            })
    }

    /// - Throws: ``JobCancelled`` once the job was told to stop, in this process or in another one.
    public func checkCancelled() throws {
        let isTimeToLook = state.withLock { state in
            let now = ContinuousClock.now
            guard state.stop == nil, state.lastLook.duration(to: now) >= Self.lookInterval else { return false }
            state.lastLook = now
            return true
        }
        if isTimeToLook, isStoppedElsewhere() { stop(.cancelled) }
        if stopped != nil { throw JobCancelled() }
    }

    /// Tells the job to stop at its next check. The first reason stays.
    public func stop(_ reason: Stop) {
        state.withLock { state in
            if state.stop == nil { state.stop = reason }
        }
    }

    /// Why the job was told to stop, or nil.
    public var stopped: Stop? { state.withLock { $0.stop } }

    /// The latest report.
    public var progress: JobProgress { state.withLock { $0.progress } }
}
