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
        let lastSeen = request.headers[.lastEventID].flatMap { Int64($0) }
        // What was written while nobody listened becomes events first, so that a replay has it.
        await services.watcher.catchUp()
        let events = await services.hub.subscribe(after: lastSeen)
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        ]
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
            for await text in events.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
