import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import Workbench

/// `/runs` and `/leaderboard`: what trainings told. They are started as any job: `POST /jobs` with the kind `train`.
struct RunRoutes {
    let services: Services

    /// Samples in one answer.
    static let pageLimit = 1_000
    /// Sets that one list scores besides the usual.
    static let evaluationLimit = 20

    func register(in table: inout RouteTable) {
        table.get("/api/v1/runs") { request, _ in try await list(request) }
        table.get("/api/v1/runs/compare") { request, _ in try await compare(request) }
        table.get("/api/v1/runs/{id}") { request, context in try await detail(context.id(of: "such run"), request) }
        table.get("/api/v1/runs/{id}/samples") { request, context in
            try await samples(context.id(of: "such run"), request)
        }
        table.get("/api/v1/runs/{id}/neighbors") { request, context in
            try await neighbors(context.id(of: "such run"), request)
        }
        table.get("/api/v1/runs/{id}/files/{name}") { _, context in
            try await file(context.id(of: "such run"), context.parameters.get("name") ?? "")
        }
        table.get("/api/v1/leaderboard") { request, _ in try await leaderboard(request) }
    }

    private func list(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let evaluating = query.all("eval") ?? []
        guard evaluating.count <= Self.evaluationLimit else {
            throw APIError.badRequest("bad-parameter", "eval must not have more than \(Self.evaluationLimit) values.")
        }
        let library = services.runs
        let groups = try await services.decoding.run { try library.groups(evaluating: evaluating) }
        return try JSONResponse.make(["groups": groups])
    }

    private func detail(_ id: Int64, _ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let (library, set) = (services.runs, query["set"])
        let detail = try await services.decoding.run { try library.detail(id, set: set) }
        return try JSONResponse.make(detail)
    }

    private struct IDs: Encodable {
        let run: Int64
        let total: Int
        let ids: [Int64]
    }

    private func samples(_ id: Int64, _ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        var wanted = ScoredSampleQuery()
        wanted.set = query["set"]
        wanted.given = query["given"]
        wanted.predicted = query["predicted"]
        switch query["correct"] {
        case nil: break
        case "1": wanted.correct = true
        case "0": wanted.correct = false
        default: throw APIError.badRequest("bad-parameter", "correct must be 0 or 1.")
        }
        if let sort = query["sort"] {
            guard let order = ScoredSampleQuery.Order(rawValue: sort) else {
                throw APIError.badRequest("bad-parameter", "sort must be margin, loss, area, forgetting or id.")
            }
            wanted.order = order
        }
        wanted.offset = Int(try query.integer("offset", in: 0...Int64(Int32.max)) ?? 0)
        let asIDs = query["format"] == "ids"
        let most = asIDs ? Int64(Int32.max) : Int64(Self.pageLimit)
        wanted.limit = try query.integer("limit", in: 1...most).map { Int($0) } ?? (asIDs ? nil : 100)
        let library = services.runs
        let found = try await services.decoding.run { [wanted] in try library.samples(of: id, wanted) }
        guard asIDs else { return try JSONResponse.make(found) }
        return try JSONResponse.make(IDs(run: id, total: found.total, ids: found.samples.map(\.sample)))
    }

    private func neighbors(_ id: Int64, _ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        guard let sample = try query.integer("sample", in: 1...Int64.max) else {
            throw APIError.badRequest("bad-parameter", "Say of which sample: sample=ID.")
        }
        let count = Int(try query.integer("k", in: 1...50) ?? 8)
        let (library, lookup, model) = (services.runs, services.neighbors, query["model"])
        let found = try await services.decoding.run {
            try TrainingNeighbors(of: sample, run: id, k: count, model: model, library: library, lookup: lookup)
        }
        return try JSONResponse.make(found)
    }

    private func compare(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        guard let first = try query.integer("first", in: 1...Int64.max),
            let second = try query.integer("second", in: 1...Int64.max)
        else { throw APIError.badRequest("bad-parameter", "Say which runs: first=ID&second=ID.") }
        let (library, set) = (services.runs, query["set"] ?? "val")
        let (single, anyTrainer) = (query["single"] == "1", query["anyTrainer"] == "1")
        let found = try await services.decoding.run {
            try library.compare(first, second, set: set, single: single, anyTrainer: anyTrainer)
        }
        return try JSONResponse.make(found)
    }

    private func leaderboard(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let (library, by, trainer) = (services.runs, query["by"] ?? "val", query["trainer"])
        let found = try await services.decoding.run { try library.leaderboard(by: by, trainer: trainer) }
        return try JSONResponse.make(found)
    }

    private static let types = [
        "samples.jsonl": "application/x-ndjson", "probabilities.npy": "application/octet-stream",
        "margins.npy": "application/octet-stream", "run.json": "application/json; charset=utf-8",
        "output.txt": "text/plain; charset=utf-8",
    ]

    private func file(_ id: Int64, _ name: String) async throws -> Response {
        guard let type = Self.types[name] else { throw APIError.notFound("such file of a run") }
        let workspace = services.workspace
        let bytes = try await services.threads.run { () -> [UInt8]? in
            _ = try workspace.run(id)
            let files = RunFiles(run: id, in: workspace.directory)
            var data = try? Data(contentsOf: files.folder.appendingPathComponent(name))
            // While it runs, what a command wrote lies with its work.
            if name == "output.txt", data == nil {
                data = try? Data(contentsOf: files.work.appendingPathComponent(name))
            }
            return data.map { Array($0.suffix(64 << 20)) }
        }
        guard let bytes else { throw APIError.notFound("such file of this run") }
        let headers: HTTPFields = [
            .contentDisposition: ContentDisposition.attachment("run-\(id)-\(name)"), .cacheControl: "no-store",
        ]
        return BytesResponse.make(bytes, type: type, headers: headers)
    }
}
