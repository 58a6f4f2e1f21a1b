/// One event as it goes over the wire.
struct ServerEvent: Sendable, Equatable {
    let id: EventID
    /// `change`, `job`, `thread`, `labelbook`, `gap` or `reset`.
    let name: String
    /// JSON on one line.
    let data: String

    /// The event in the format of `text/event-stream`.
    var text: String { "id: \(id)\nevent: \(name)\ndata: \(data)\n\n" }
}
