import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /events`: changes and jobs as they happen, as server-sent events.
struct EventRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/events") { request, _ in try await events(request) }
    }

    private func events(_ request: Request) async throws -> Response {
        let beginning = try Self.beginning(request)
        // What was written while nobody listened becomes events first, so that a replay has it.
        await services.watcher.catchUp()
        let subscription = await services.hub.subscribe(beginning)
        let watcher = services.watcher
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        ]
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
            if let missed = subscription.missed {
                for text in try await watcher.events(of: missed) { try await writer.write(ByteBuffer(string: text)) }
            }
            for await text in subscription.events.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// What the browser says when it comes back by itself, or what a page that opens a new stream says.
    private static func beginning(_ request: Request) throws -> EventHub.Beginning {
        guard let text = try request.headers[.lastEventID] ?? Query(request.uri.query)["after"], !text.isEmpty else {
            return .now
        }
        return EventID(text).map { .after($0) } ?? .unknown
    }
}
