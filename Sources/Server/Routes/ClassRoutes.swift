import Dataset
import Hummingbird

/// `/classes`: add a class, rename it, move it. Each is a change like any other.
struct ClassRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.post("/api/v1/classes") { request, _ in try await add(request) }
        table.patch("/api/v1/classes/{id}") { request, context in
            try await patch(context.id(of: "such class"), request)
        }
    }

    private struct AddBody: Decodable {
        let name: String
    }

    private func add(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(AddBody.self, from: request)
        return try await AppliedAnswer(services).make { try $0.addClass(body.name, author: author) }
    }

    private struct PatchBody: Decodable {
        let name: String?
        let position: Int?
    }

    private func patch(_ id: Int64, _ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(PatchBody.self, from: request)
        guard body.name != nil || body.position != nil else {
            throw APIError(.unprocessableContent, "bad-body", "Send the new name or the new position of the class.")
        }
        return try await AppliedAnswer(services).make {
            try $0.updateClass(id, name: body.name, position: body.position, author: author)
        }
    }
}
