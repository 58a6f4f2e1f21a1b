/// One event as it goes over the wire.
struct ServerEvent: Sendable, Equatable {
    /// Grows with every event, also over a restart of the server.
    let id: Int64
    /// `change`, `job` or `reset`.
    let name: String
    /// JSON on one line.
    let data: String

    /// The event in the format of `text/event-stream`.
    var text: String { "id: \(id)\nevent: \(name)\ndata: \(data)\n\n" }
}
