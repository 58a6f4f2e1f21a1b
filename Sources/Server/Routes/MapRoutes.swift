import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Workbench

/// `/map/export.*`: the map as a file to keep.
struct MapRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/map/export.html") { request, _ in
            try await download(request, type: "text/html; charset=utf-8", ending: "html") {
                try $0.html(projection: $1, matching: $2)
            }
        }
        table.get("/api/v1/map/export.vl.json") { request, _ in
            try await download(request, type: "application/json; charset=utf-8", ending: "vl.json") {
                try $0.vegaLite(projection: $1, matching: $2)
            }
        }
    }

    private func download(
        _ request: Request, type: String, ending: String,
        make: @escaping @Sendable (MapExport, Int64?, SampleQuery) throws -> Data
    ) async throws -> Response {
        let query = try Query(request.uri.query)
        let filter = try Filter.parse(query)
        let projection = filter.projection
        let export = MapExport(workspace: services.workspace, web: services.webURL)
        let (data, name) = try await services.decoding.run { [services] in
            (try make(export, projection, filter), try services.workspace.summary().name)
        }
        let headers: HTTPFields = [
            .contentDisposition: ContentDisposition.attachment("\(name)-map.\(ending)"),
            .cacheControl: "no-store",
            // The file brings its own policy for when it is opened from disk; from here it is only downloaded.
            .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
        return BytesResponse.make(Array(data), type: type, headers: headers)
    }
}
