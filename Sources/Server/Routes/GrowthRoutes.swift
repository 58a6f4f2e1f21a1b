import Dataset
import HTTPTypes
import Hummingbird
import Workbench

/// `/growths`: what was grown where the fixed model needs it. `POST /jobs` with kind `grow` does it; what it proposes is
/// among the proposals.
struct GrowthRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/growths") { _, _ in
            let workspace = services.workspace
            let all = try await services.threads.run {
                try GrowthShelf(workspace).all().map { try GrowthOverview($0, withPicks: false, in: workspace) }
            }
            return try JSONResponse.make(["growths": all])
        }
        table.get("/api/v1/growths/{id}") { _, context in
            let id = context.parameters.get("id") ?? ""
            let workspace = services.workspace
            return try JSONResponse.make(
                try await services.threads.run {
                    try GrowthOverview(GrowthShelf(workspace).growth(id), withPicks: true, in: workspace)
                })
        }
        table.get("/api/v1/growths/{id}/report.html") { _, context in try await report(context) }
    }

    private func report(_ context: ServerContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        let workspace = services.workspace
        let (data, name) = try await services.decoding.run {
            (
                try GrowthPage(GrowthShelf(workspace).growth(id), in: workspace).html(),
                try workspace.summary().name
            )
        }
        let headers: HTTPFields = [
            .contentDisposition: ContentDisposition.attachment("\(name)-\(id).html"), .cacheControl: "no-store",
            // The file brings its own policy for when it is opened from disk; from here it is only downloaded.
            .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
        return BytesResponse.make(Array(data), type: "text/html; charset=utf-8", headers: headers)
    }
}
