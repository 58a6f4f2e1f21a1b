import Foundation

/// Hands events to everyone who listens and keeps the latest ones, so that a listener whose connection broke goes on
/// where it stopped.
///
/// Subscribing and publishing are steps of one actor: an event is either in what a new listener is given as replay or
/// comes to it afterwards, never both and never neither.
package actor EventHub {
    /// Events kept for replay.
    private let capacity: Int
    /// Events that may wait for one slow listener before its connection is closed (it comes back and is replayed).
    private let backlog: Int

    private var kept: [ServerEvent] = []
    private var latest: Int64
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var nextListener = 0

    /// - Parameter startingAt: the id before the first event; the microseconds of the clock, so that the ids of a
    ///   restarted server lie above those of the one before.
    package init(
        startingAt first: Int64 = Int64(Date().timeIntervalSince1970 * 1_000_000), capacity: Int = 2_000,
        backlog: Int = 500
    ) {
        latest = first
        self.capacity = capacity
        self.backlog = backlog
    }

    package var listenerCount: Int { listeners.count }

    package func publish(name: String, data: String) {
        latest += 1
        let event = ServerEvent(id: latest, name: name, data: data)
        kept.append(event)
        if kept.count > capacity { kept.removeFirst(kept.count - capacity) }
        send(event.text)
    }

    /// Sends a comment, so that a dead connection is noticed on both sides.
    package func heartbeat() { send(": still here\n\n") }

    /// The text of the events from now on, after those that came since `lastSeen`.
    ///
    /// Where these are no longer kept, or `lastSeen` is of no event of ours, the stream begins with a `reset`: the
    /// listener must read everything anew. A listener without `lastSeen` is told the latest id, without an event, so
    /// that it loses nothing when its connection breaks before the first event.
    package func subscribe(after lastSeen: Int64?) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingOldest(capacity + backlog))
        if lastSeen == nil || lastSeen == latest {
            continuation.yield("id: \(latest)\n\n")
        } else if let first = kept.firstIndex(where: { $0.id - 1 == lastSeen }) {
            for event in kept[first...] { continuation.yield(event.text) }
        } else {
            continuation.yield(ServerEvent(id: latest, name: "reset", data: "{}").text)
        }
        let key = nextListener
        nextListener += 1
        listeners[key] = continuation
        continuation.onTermination = { _ in Task { await self.forget(key) } }
        return stream
    }

    /// Ends every stream.
    package func finish() {
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }

    private func send(_ text: String) {
        for (key, listener) in listeners {
            if case .enqueued = listener.yield(text) { continue }
            listener.finish()
            listeners[key] = nil
        }
    }

    private func forget(_ key: Int) {
        listeners[key] = nil
    }
}
