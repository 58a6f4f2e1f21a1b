import Dataset
import Foundation
import Hummingbird

/// `/selections`: a set of samples under a short name, for addresses and edits.
struct SelectionRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.post("/api/v1/selections", for: .viewer) { request, _ in try await keep(request) }
        table.get("/api/v1/selections/{id}") { _, context in try await selection(context.parameters.get("id") ?? "") }
    }

    private struct Body: Decodable {
        let ranges: [[Int64]]?
        /// Base64.
        let packed: Data?
    }

    private struct Kept: Encodable {
        let id: String
        let count: Int
        var packed: Data?
    }

    private func keep(_ request: Request) async throws -> Response {
        let body = try await RequestBodyReader.decode(Body.self, from: request, upTo: RequestBodyReader.editLimit)
        let store = services.workspace.selections
        let kept = try await services.threads.run { () -> Kept in
            let ranges =
                switch (body.ranges, body.packed) {
                case (let pairs?, nil): try SampleRanges(pairs: pairs)
                case (nil, let packed?): try SampleRanges(packed: packed)
                default:
                    throw APIError(
                        .unprocessableContent, "bad-body",
                        "A selection is either `ranges` or `packed`, not both or neither.")
                }
            return Kept(id: try store.keep(ranges), count: ranges.count)
        }
        return try JSONResponse.make(kept, status: .created)
    }

    private func selection(_ id: String) async throws -> Response {
        let store = services.workspace.selections
        let kept = try await services.threads.run { () -> Kept in
            let ranges = try store.ranges(of: id)
            return Kept(id: id, count: ranges.count, packed: Data(ranges.packed))
        }
        return try JSONResponse.make(kept)
    }
}
