import Hummingbird

/// `/presence`: who is where. Everybody is told by the event `presence`; here one asks, and says where one is.
struct PresenceRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/presence") { _, _ in
            try JSONResponse.make(People(people: await services.presence.people))
        }
        table.post("/api/v1/presence", for: .viewer) { request, _ in try await say(request) }
    }

    private struct People: Encodable {
        let people: [Presence.Place]
    }

    private struct Body: Decodable {
        let client: String
        let page: String?
        let sample: Int64?
        let field: String?
        let left: Bool?
    }

    private func say(_ request: Request) async throws -> Response {
        let name = try Author.of(request)
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        let texts = [body.client, body.page ?? "", body.field ?? ""]
        guard (8...64).contains(body.client.utf8.count), texts.allSatisfy({ $0.utf8.count <= 200 }) else {
            throw APIError.badRequest("bad-parameter", "client must be 8 to 64 bytes, page and field at most 200.")
        }
        if body.left == true {
            await services.presence.leave(client: body.client)
        } else {
            await services.presence.arrive(
                client: body.client, name: name, page: body.page ?? "", sample: body.sample, field: body.field)
        }
        return try JSONResponse.make(People(people: await services.presence.people))
    }
}
