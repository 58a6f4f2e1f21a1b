import Dataset
import Hummingbird

/// `/versions`: the named points in the history.
struct VersionRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/versions") { _, _ in
            let versions = try await services.threads.run { [services] in try services.workspace.versions() }
            return try JSONResponse.make(["versions": versions])
        }
        table.post("/api/v1/versions") { request, _ in try await name(request) }
    }

    private struct Body: Decodable {
        let name: String
        let note: String?
        let change: Int64?
    }

    private func name(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        let version = try await services.threads.run { [services] in
            try services.workspace.nameVersion(body.name, at: body.change, note: body.note, author: author)
        }
        return try JSONResponse.make(version, status: .created)
    }
}
