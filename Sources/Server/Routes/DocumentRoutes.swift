import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What the API says of itself: its document, and whether it is well.
struct DocumentRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/health", for: .anyone) { _, _ in
            _ = try await services.threads.run { [services] in try services.workspace.dataVersion() }
            return try JSONResponse.make(["status": "ok", "version": ServerVersion.current])
        }
        table.get("/api/v1/openapi.yaml") { _, _ in try await document() }
    }

    /// The document lies in docs/, beside Web/.
    private func document() async throws -> Response {
        let file = services.webURL.deletingLastPathComponent().appendingPathComponent("docs/openapi.yaml")
        let text = try await services.threads.run { try? Data(contentsOf: file) }
        guard let text else { throw APIError.notFound("API document beside the pages") }
        return BytesResponse.make(
            Array(text), type: "application/yaml; charset=utf-8", headers: [.cacheControl: "no-cache"])
    }
}
