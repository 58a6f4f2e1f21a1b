import Foundation

/// Hands events to everyone who listens and keeps the latest ones, so that a listener whose connection broke goes on
/// where it stopped.
///
/// Subscribing and publishing are steps of one actor: an event is either in what a new listener is given as replay or
/// comes to it afterwards, never both and never neither. What is no longer kept, or was told by a server before this
/// one, is in the history: the subscription says which changes to read there first.
package actor EventHub {
    /// Where a new listener begins.
    package enum Beginning: Sendable, Equatable {
        /// With what comes now.
        case now
        case after(EventID)
        /// It has heard something, but of what this program does not know.
        case unknown
    }

    /// What a listener hears.
    package struct Subscription: Sendable {
        /// The text of the events; after those that were missed.
        package let events: AsyncStream<String>
        /// Changes that the listener missed and that are no longer kept here: to be read from the history and told
        /// before `events`.
        package let missed: ClosedRange<Int64>?
    }

    /// Missed changes that are told one by one; of more a listener is told to read everything anew.
    package static let mostMissed: Int64 = 5_000

    /// Events kept for replay.
    private let capacity: Int
    /// Events that may wait for one slow listener before its connection is closed (it comes back and is replayed).
    private let backlog: Int

    private var kept: [ServerEvent] = []
    private var latest: EventID
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var nextListener = 0

    /// - Parameters:
    ///   - workspace: its identity.
    ///   - lastChange: the newest change before the first event.
    ///   - first: the number before the first event; the microseconds of the clock, so that those of a restarted server
    ///     lie above those of the one before.
    package init(
        workspace: String, lastChange: Int64,
        startingAt first: Int64 = Int64(Date().timeIntervalSince1970 * 1_000_000), capacity: Int = 2_000,
        backlog: Int = 500
    ) {
        latest = EventID(sequence: first, change: lastChange, workspace: workspace)
        self.capacity = capacity
        self.backlog = backlog
    }

    package var listenerCount: Int { listeners.count }

    /// - Parameter change: the id of the change that the event tells.
    package func publish(name: String, data: String, change: Int64? = nil) {
        latest = EventID(
            sequence: latest.sequence + 1, change: change ?? latest.change, workspace: latest.workspace)
        let event = ServerEvent(id: latest, name: name, data: data)
        kept.append(event)
        if kept.count > capacity { kept.removeFirst(kept.count - capacity) }
        send(event.text)
    }

    /// Tells what only holds at the moment: it is not kept, and who missed it asks.
    package func mention(name: String, data: String) { send("event: \(name)\ndata: \(data)\n\n") }

    /// Sends a comment, so that a dead connection is noticed on both sides.
    package func heartbeat() { send(": still here\n\n") }

    /// The events from now on, after those that came since.
    ///
    /// Where it cannot be said what came since, the stream begins with a `reset`: the listener must read everything
    /// anew. A new listener is told the latest id, without an event, so that it loses nothing when its connection breaks
    /// before the first event.
    package func subscribe(_ beginning: Beginning) -> Subscription {
        let (stream, continuation) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingOldest(capacity + backlog))
        let missed = begin(continuation, beginning)
        let key = nextListener
        nextListener += 1
        listeners[key] = continuation
        continuation.onTermination = { _ in Task { await self.forget(key) } }
        return Subscription(events: stream, missed: missed)
    }

    /// Where the stream stands: whoever read the workspace before that knows whether it missed a change.
    private var here: String { ServerEvent(id: latest, name: "here", data: #"{"change":\#(latest.change)}"#).text }

    private func begin(_ listener: AsyncStream<String>.Continuation, _ beginning: Beginning) -> ClosedRange<Int64>? {
        switch beginning {
        case .now: listener.yield(here)
        case .after(let last) where last == latest: listener.yield(here)
        case .after(let last):
            if last.workspace == latest.workspace {
                if let first = kept.firstIndex(where: { $0.id.sequence - 1 == last.sequence }) {
                    for event in kept[first...] { listener.yield(event.text) }
                    return nil
                }
                if last.change <= latest.change, latest.change - last.change <= Self.mostMissed {
                    // What the jobs did meanwhile, and what was said, is not in the history.
                    listener.yield(ServerEvent(id: latest, name: "gap", data: "{}").text)
                    return last.change < latest.change ? last.change + 1...latest.change : nil
                }
            }
            fallthrough
        case .unknown: listener.yield(ServerEvent(id: latest, name: "reset", data: "{}").text)
        }
        return nil
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
