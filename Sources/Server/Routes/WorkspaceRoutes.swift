import Dataset
import Hummingbird

/// `/workspace` and `/refusals`: what there is, and what could not be taken.
struct WorkspaceRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/workspace") { request, _ in
            let author = try Author.of(request)
            let view = try await services.threads.run { [services] in
                try WorkspaceView(of: services.workspace, author: author)
            }
            return try JSONResponse.make(view)
        }
        table.get("/api/v1/refusals") { _, _ in
            let refusals = try await services.threads.run { [services] in
                try services.workspace.refusals(importID: nil)
            }
            return try JSONResponse.make(["refusals": refusals])
        }
    }
}
