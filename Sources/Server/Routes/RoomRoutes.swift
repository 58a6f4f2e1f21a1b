import Dataset
import HTTPTypes
import Hummingbird
import Imaging

/// `/rooms`: one person shows samples, others vote on their phones. Who knows the code of a room may see what it shows
/// and vote, and nothing else.
struct RoomRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.post("/api/v1/rooms", for: .labeller) { request, _ in try await open(request) }
        table.get("/api/v1/rooms/{code}", for: .anyone) { request, context in try await show(request, context) }
        table.patch("/api/v1/rooms/{code}", for: .labeller) { request, context in
            try await change(request, context)
        }
        table.post("/api/v1/rooms/{code}/votes", for: .anyone) { request, context in
            try await vote(request, context)
        }
        table.get("/api/v1/rooms/{code}/picture", for: .anyone) { request, context in
            try await picture(request, context)
        }
    }

    private struct Opened: Encodable {
        let room: RoomView
        /// Where others vote; nil, and left out, where only this machine can reach the server.
        let link: String?
    }

    private func open(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let workspace = services.workspace
        let view = try await services.threads.run {
            try RoomView(workspace.openRoom(author: author), voter: nil, in: workspace)
        }
        let link = services.access.publicAddress.map { "\($0.url)/vote/\(view.code)" }
        return try JSONResponse.make(Opened(room: view, link: link), status: .created)
    }

    private func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let code = try Self.code(context)
        let token = try Query(request.uri.query)["token"]
        let workspace = services.workspace
        let view = try await services.threads.run {
            try RoomView(workspace.room(code), voter: token, in: workspace)
        }
        return try JSONResponse.make(view)
    }

    private struct ChangeBody: Decodable {
        let sample: Int64?
        let isRevealed: Bool?
        let isClosed: Bool?
    }

    private func change(_ request: Request, _ context: ServerContext) async throws -> Response {
        let code = try Self.code(context)
        let body = try await RequestBodyReader.decode(ChangeBody.self, from: request)
        let workspace = services.workspace
        let view = try await services.threads.run {
            var room = try workspace.room(code)
            if let sample = body.sample { room = try workspace.show(sample, inRoom: code) }
            if let isRevealed = body.isRevealed { room = try workspace.reveal(isRevealed, inRoom: code) }
            if body.isClosed == true { room = try workspace.closeRoom(code) }
            return try RoomView(room, voter: nil, in: workspace)
        }
        return try JSONResponse.make(view)
    }

    private struct VoteBody: Decodable {
        let token: String
        let name: String
        let sample: Int64
        let label: String
    }

    private struct Voted: Encodable {
        /// The name under which the vote counts.
        let name: String
    }

    private func vote(_ request: Request, _ context: ServerContext) async throws -> Response {
        let code = try Self.code(context)
        let body = try await RequestBodyReader.decode(VoteBody.self, from: request)
        let workspace = services.workspace
        let name = try await services.threads.run {
            try workspace.vote(
                inRoom: code, token: body.token, name: body.name, sample: body.sample, label: body.label)
        }
        return try JSONResponse.make(Voted(name: name), status: .created)
    }

    /// The picture that the room shows; of no other sample.
    private func picture(_ request: Request, _ context: ServerContext) async throws -> Response {
        let code = try Self.code(context)
        let workspace = services.workspace
        let digest = try await services.threads.run { () -> String? in
            let room = try workspace.room(code)
            guard room.closedAt == nil, let sample = room.sample else { return nil }
            return try workspace.samples([sample]).first?.digest
        }
        guard let digest else { throw LabellingError.nothingShown }
        let bytes = try await services.thumbnails.thumbnail(ThumbnailKey(digest: digest, side: .side512))
        return BytesResponse.make(bytes, type: "image/png", headers: [.cacheControl: "no-store"])
    }

    private static func code(_ context: ServerContext) throws -> String {
        guard let code = context.parameters.get("code"), code.utf8.count <= 64 else { throw LabellingError.unknownRoom }
        return code
    }
}
