import Synchronization
import Workbench

/// Shows how far a job is, on standard error: a bar that is drawn over on a terminal, a line now and then elsewhere,
/// nothing with `--quiet`.
final class ProgressDisplay: Sendable {
    enum Style: Sendable { case bar, lines, none }

    private struct State {
        var phase: String?
        var message: String?
        var lastShown: ContinuousClock.Instant?
        var barIsShown = false
    }

    private let style: Style
    private let state = Mutex(State())

    init(style: Style) {
        self.style = style
    }

    /// What fits where standard error goes.
    convenience init(quiet: Bool) {
        self.init(style: quiet ? .none : Console.isTerminal ? .bar : .lines)
    }

    /// Shows the latest state of a job.
    func show(_ job: Job) {
        show(
            JobProgress(
                phase: job.phase, done: job.done, total: job.total, rate: job.rate, secondsLeft: job.secondsLeft,
                message: job.message))
    }

    /// Shows how far work is that is no job of a workspace.
    func show(_ job: JobProgress) {
        guard style != .none else { return }
        state.withLock { state in
            if let message = job.message, message != state.message {
                clear(&state)
                Console.say(message)
                state.message = message
            }
            guard let phase = job.phase else { return }
            let now = ContinuousClock.now
            let isNew = phase != state.phase
            let pause: Duration = style == .bar ? .milliseconds(80) : .seconds(5)
            if !isNew, let last = state.lastShown, last.duration(to: now) < pause { return }
            if style == .bar {
                Console.write("\r\u{1B}[2K" + Self.bar(job), to: 2)
                state.barIsShown = true
            } else {
                Console.say(Self.line(job))
            }
            state.phase = phase
            state.lastShown = now
        }
    }

    /// Leaves the terminal clean before the result is printed.
    func finish() {
        state.withLock { clear(&$0) }
    }

    private func clear(_ state: inout State) {
        if state.barIsShown { Console.write("\r\u{1B}[2K", to: 2) }
        state.barIsShown = false
    }

    /// `embedding      [#######.............]  35 %  1,020/2,932  410/s  5 s left`.
    static func bar(_ job: JobProgress, width: Int = 24) -> String {
        let phase = (job.phase ?? "").padding(to: 22)
        guard let total = job.total, total > 0 else { return "\(phase) \(numbers(job))" }
        let share = min(1, Double(job.done) / Double(total))
        let filled = Int(share * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        return "\(phase) [\(bar)] \(String(Int(share * 100)).padding(left: 3)) %  \(numbers(job))"
    }

    static func line(_ job: JobProgress) -> String {
        "\(job.phase ?? ""): \(numbers(job))"
    }

    private static func numbers(_ job: JobProgress) -> String {
        var parts = [job.total.map { "\(Words.count(job.done))/\(Words.count($0))" } ?? Words.count(job.done)]
        if let rate = job.rate { parts.append(Words.rate(rate)) }
        if let left = job.secondsLeft, left >= 0.5 { parts.append("\(Words.duration(left)) left") }
        return parts.joined(separator: "  ")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    fileprivate func padding(left width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
