import Synchronization

/// Hands every change of a job to whoever listens. A slow listener keeps the latest hundred and loses older ones; each
/// event is the whole job, so nothing is missed for good.
final class JobHub: Sendable {
    private struct State {
        var next = 0
        var listeners: [Int: AsyncStream<Job>.Continuation] = [:]
    }

    private let state = Mutex(State())

    func events() -> AsyncStream<Job> {
        let (stream, continuation) = AsyncStream.makeStream(of: Job.self, bufferingPolicy: .bufferingNewest(100))
        let key = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: key) }
        }
        return stream
    }

    func publish(_ job: Job) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(job) }
    }

    func finish() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.finish() }
    }
}
