import Dataset
import Hummingbird
import NIOCore
import Workbench

/// `/samples`: pages of samples, one with its history, its neighbours, and whole columns.
struct SampleRoutes {
    let services: Services

    /// Samples in one answer.
    static let pageLimit = 500
    /// Look-alikes in one answer.
    static let mostNeighbors = 5_000

    func register(in table: inout RouteTable) {
        table.get("/api/v1/samples") { request, _ in try await page(request) }
        table.get("/api/v1/samples/columns") { request, _ in try await columns(request) }
        table.get("/api/v1/samples/{id}") { _, context in try await sample(context.id(of: "such sample")) }
        table.get("/api/v1/samples/{id}/blame") { _, context in try await blame(context.id(of: "such sample")) }
        table.get("/api/v1/samples/{id}/neighbors") { request, context in try await neighbors(request, context) }
    }

    private struct Page: Encodable {
        let total: Int
        let samples: [SampleView]
        /// The change that the order is of: with `at` and this, the next page is of the same order.
        var at: Int64?
        /// The projection whose similarity the order follows.
        var projection: Int64?
    }

    private func page(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let workspace = services.workspace
        if let text = query["ids"] {
            let ids = try Self.ids(text)
            let samples = try await services.threads.run { try workspace.samples(ids) }
            return try JSONResponse.make(Page(total: samples.count, samples: samples.map(SampleView.init)))
        }
        let filter = try Filter.parse(query)
        let offset = Int(try query.integer("offset", in: 0...Int64(Int32.max)) ?? 0)
        let limit = Int(try query.integer("limit", in: 0...Int64(Self.pageLimit)) ?? 100)
        let at = try query.integer("at", in: 0...Int64.max)
        let page = try await services.threads.run { () -> Page in
            let order = try workspace.order(of: filter, at: at)
            let samples = try workspace.samples(order.ids(from: offset, limit: limit))
            return Page(
                total: order.count, samples: samples.map(SampleView.init), at: order.change,
                projection: order.projection)
        }
        return try JSONResponse.make(page)
    }

    private static func ids(_ text: String) throws -> [Int64] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let ids = parts.compactMap { Int64($0) }.filter { $0 > 0 }
        guard ids.count == parts.count, ids.count <= pageLimit else {
            throw APIError.badRequest("bad-parameter", "ids must be 1 to \(pageLimit) numbers, separated by commas.")
        }
        return ids
    }

    private func columns(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let fields = (query["fields"] ?? "").split(separator: ",").map(String.init)
        guard (1...64).contains(fields.count) else {
            throw APIError.badRequest("bad-parameter", "fields must be 1 to 64 names of columns, separated by commas.")
        }
        let filter = try Filter.parse(query)
        let workspace = services.workspace
        let bytes = try await services.threads.run {
            let table = try workspace.columns(fields, matching: filter)
            let hasPlaces = fields.contains("x") && fields.contains("y")
            return try ColumnsFile.encode(table, box: hasPlaces ? workspace.projectionBox(filter.projection) : nil)
        }
        return BytesResponse.make(bytes, type: "application/vnd.tessera.columns", headers: [.cacheControl: "no-store"])
    }

    private func sample(_ id: Int64) async throws -> Response {
        let workspace = services.workspace
        let found = try await services.threads.run { () -> SampleDetailView? in
            guard let sample = try workspace.samples([id]).first else { return nil }
            return SampleDetailView(sample: sample, history: try workspace.history(of: id))
        }
        guard let found else { throw APIError.notFound("such sample") }
        return try JSONResponse.make(found)
    }

    private func blame(_ id: Int64) async throws -> Response {
        let workspace = services.workspace
        let blame = try await services.threads.run { () -> SampleBlame in
            guard try !workspace.samples([id]).isEmpty else { throw APIError.notFound("such sample") }
            return try workspace.blame(of: id)
        }
        return try JSONResponse.make(BlameView(blame))
    }

    private struct Neighbors: Encodable {
        let model: String
        let neighbors: [Neighbor]

        struct Neighbor: Encodable {
            let id: Int64
            let distance: Float
            /// Only where the nearest of each class were asked for.
            var label: String?
        }
    }

    private func neighbors(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.id(of: "such sample")
        let query = try Query(request.uri.query)
        let count = Int(try query.integer("k", in: 1...Int64(Self.mostNeighbors)) ?? 12)
        let model = query["model"]
        let lookup = services.neighbors
        if let each = try query.integer("each", in: 1...20) {
            let found = try await services.decoding.run {
                try lookup.nearestOfEachClass(to: id, k: Int(each), model: model)
            }
            return try JSONResponse.make(
                Neighbors(
                    model: found.model,
                    neighbors: found.classes.flatMap { each in
                        each.neighbors.map { .init(id: $0.id, distance: $0.distance, label: each.label) }
                    }))
        }
        let found = try await services.decoding.run { try lookup.nearest(to: id, k: count, model: model) }
        return try JSONResponse.make(
            Neighbors(model: found.model, neighbors: found.neighbors.map { .init(id: $0.id, distance: $0.distance) }))
    }
}
