import HTTPTypes
import Hummingbird
import Workbench

/// `/proposals` and `/compose`: candidates that somebody looks through and accepts as one change.
struct ProposalRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/proposals") { _, _ in
            let workspace = services.workspace
            let all = try await services.threads.run { ProposalShelf(workspace).waiting() }
            return try JSONResponse.make(["proposals": all.map { ProposalView($0, withCandidates: false) }])
        }
        table.get("/api/v1/proposals/{id}") { _, context in
            let id = context.parameters.get("id") ?? ""
            let workspace = services.workspace
            return try JSONResponse.make(
                ProposalView(try await services.threads.run { try ProposalShelf(workspace).proposal(id) }))
        }
        table.get("/api/v1/proposals/{id}/images/{index}") { _, context in try await image(context) }
        table.post("/api/v1/proposals/{id}/accept") { request, context in try await accept(request, context) }
        table.post("/api/v1/proposals/{id}/discard") { _, context in
            let id = context.parameters.get("id") ?? ""
            let workspace = services.workspace
            try await services.threads.run { try ProposalShelf(workspace).discard(id) }
            return try JSONResponse.make(["discarded": id])
        }
        table.post("/api/v1/compose") { request, _ in try await compose(request) }
    }

    private func image(_ context: ServerContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        guard let index = Int(context.parameters.get("index") ?? "") else { throw APIError.notFound("such candidate") }
        let workspace = services.workspace
        let bytes = try await services.threads.run { try ProposalShelf(workspace).image(index, of: id) }
        return BytesResponse.make(bytes, type: "image/png", headers: [.cacheControl: "private, no-cache"])
    }

    private struct Accept: Decodable {
        let only: [Int]?
        let except: [Int]?
        let reason: String?
    }

    private func accept(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Accept.self, from: request)
        return try await AppliedAnswer(services).make {
            try ProposalShelf($0).accept(
                id, only: body.only, except: body.except ?? [], author: author, reason: body.reason)
        }
    }

    private struct Compose: Decodable {
        let labels: [String]?
        let sample: Int64?
        let style: String?
        let writer: String?
        let count: Int?
        let seed: UInt64?
    }

    private func compose(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Compose.self, from: request)
        let compose = ComposePieces(
            labels: body.labels, sample: body.sample, style: body.style, writer: body.writer, count: body.count ?? 1,
            seed: body.seed ?? 42)
        let workspace = services.workspace
        let proposal = try await services.decoding.run {
            try compose.propose(in: workspace, author: author, reporting: JobReporter(job: 0, author: author))
        }
        return try JSONResponse.make(ProposalView(proposal))
    }
}
