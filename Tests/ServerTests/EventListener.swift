import Foundation
import Synchronization

/// A client of the event stream.
final class EventListener: @unchecked Sendable {
    /// One event as it came over the wire.
    struct Event {
        let id: String
        let name: String
        let data: String

        func json() throws -> JSON { JSON(try JSONSerialization.jsonObject(with: Data(data.utf8))) }
    }

    // Used by one task at a time.
    private var client: RawClient?

    init(_ server: LiveServer, after id: String? = nil) async throws {
        let (port, host) = (server.port, server.host)
        client = try await Blocking.run {
            let client = try RawClient(port: port)
            let last = id.map { "Last-Event-ID: \($0)\r\n" } ?? ""
            try client.send("GET /api/v1/events HTTP/1.1\r\nHost: \(host)\r\nAccept: text/event-stream\r\n\(last)\r\n")
            let head = try Answer(head: client.read(through: "\r\n\r\n"))
            guard head.status == 200, head.headers["content-type"]?.hasPrefix("text/event-stream") == true else {
                throw RawClient.Failure(what: "no event stream")
            }
            _ = try client.read(through: "retry: 1000\n\n")
            return client
        }
    }

    /// Waits for the next event; comments, and where the stream stands, are passed over.
    func next() async throws -> Event {
        guard let client else { throw RawClient.Failure(what: "closed") }
        return try await Blocking.run {
            while true {
                // Between two writes there is the length of a chunk, and "\r\n" is one character to Swift.
                let lines = try client.read(through: "\n\n").replacingOccurrences(of: "\r\n", with: "\n").split(
                    separator: "\n")
                var fields: [String: String] = [:]
                for line in lines {
                    guard let colon = line.firstRange(of: ": ") else { continue }
                    fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
                }
                guard let name = fields["event"], name != "here" else { continue }
                return Event(id: fields["id"] ?? "", name: name, data: fields["data"] ?? "")
            }
        }
    }

    func close() { client = nil }

    /// Keeps the connection until the process ends.
    func keepOpen() { Self.kept.withLock { $0.append(self) } }

    private static let kept = Mutex<[EventListener]>([])
}
