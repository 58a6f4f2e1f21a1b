import Dataset
import Foundation
import Hummingbird
import Workbench

/// `/diff`, `/revert`, `/report`, `/conflicts`: two points in the history, and going from one to another.
struct HistoryRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/diff") { request, _ in try await diff(request) }
        table.get("/api/v1/revert/preview") { request, _ in try await preview(request) }
        table.post("/api/v1/revert") { request, _ in try await revert(request) }
        table.get("/api/v1/report") { request, _ in try await report(request) }
        table.get("/api/v1/conflicts") { request, _ in try await conflicts(request) }
        table.post("/api/v1/conflicts/decision") { request, _ in try await decideMany(request) }
        table.post("/api/v1/conflicts/{id}/decision") { request, context in try await decide(request, context) }
    }

    private func diff(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let limit = Int(try query.integer("limit", in: 0...10_000) ?? 500)
        let (from, to) = (query["from"], query["to"])
        guard let from else { throw APIError.badRequest("bad-parameter", "from must name a version or a change.") }
        let workspace = services.workspace
        let found = try await services.threads.run {
            try workspace.difference(
                from: workspace.change(ofVersion: from), to: workspace.change(ofVersion: to), limit: limit)
        }
        return try JSONResponse.make(found)
    }

    private func preview(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        guard let to = query["to"] else {
            throw APIError.badRequest("bad-parameter", "to must name a version or a change.")
        }
        let workspace = services.workspace
        let preview = try await services.threads.run {
            try workspace.previewOfRevert(to: workspace.change(ofVersion: to))
        }
        return try JSONResponse.make(preview)
    }

    private struct RevertBody: Decodable {
        let change: Int64?
        let to: String?
        let reason: String?
        let force: Bool?
        let seen: Int64?
    }

    private func revert(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(RevertBody.self, from: request)
        guard (body.change == nil) != (body.to == nil) else {
            throw APIError(.unprocessableContent, "bad-body", "Say `change`, or `to` with a version.")
        }
        return try await AppliedAnswer(services).make { workspace in
            if let change = body.change {
                return try workspace.revert(change, reason: body.reason, force: body.force ?? false, author: author)
            }
            let point = try workspace.change(ofVersion: body.to)
            return try workspace.revert(to: point, reason: body.reason, seen: body.seen, author: author)
        }
    }

    private func report(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let (from, to, workspace) = (query["from"], query["to"], services.workspace)
        guard let isPage = ["html": true, "json": false][query["format"] ?? "html"] else {
            throw APIError.badRequest("bad-parameter", "format must be html or json.")
        }
        let report = try await services.threads.run { try SessionReport(workspace, from: from, to: to) }
        guard isPage else { return try JSONResponse.make(report) }
        let page = try await services.decoding.run { try SessionReportPage(report, of: workspace).data() }
        return BytesResponse.make(
            [UInt8](page), type: "text/html; charset=utf-8",
            headers: [
                .cacheControl: "no-store",
                .contentDisposition: ContentDisposition.attachment("report of \(report.workspace).html"),
            ])
    }

    private struct Conflicts: Encodable {
        let conflicts: [MergeConflict]
    }

    private func conflicts(_ request: Request) async throws -> Response {
        let all = try Query(request.uri.query)["all"] == "1"
        let workspace = services.workspace
        let found = try await services.threads.run { try workspace.conflicts(isOpen: !all) }
        return try JSONResponse.make(Conflicts(conflicts: found))
    }

    private struct Decision: Decodable {
        let take: String
    }

    private struct Decisions: Decodable {
        let take: String
        let ids: [Int64]?
    }

    private struct DecidedMany: Encodable {
        let decided: Int
        let conflicts: [MergeConflict]
    }

    private func decideMany(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Decisions.self, from: request)
        let side = try Self.side(body.take)
        let workspace = services.workspace
        let decided = try await services.threads.run {
            let count = try workspace.decideConflicts(body.ids, side, author: author)
            return DecidedMany(decided: count, conflicts: try workspace.conflicts())
        }
        let watcher = services.watcher
        Task { await watcher.catchUp() }
        return try JSONResponse.make(decided, status: .created)
    }

    private static func side(_ take: String) throws -> MergeConflict.Side {
        guard let side = MergeConflict.Side(rawValue: take), side != .other else {
            throw APIError(.unprocessableContent, "bad-body", "take must be ours or theirs.")
        }
        return side
    }

    private struct Decided: Encodable {
        let change: ChangeView?
        let conflicts: [MergeConflict]
    }

    private func decide(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let id = try context.id(of: "such conflict")
        let body = try await RequestBodyReader.decode(Decision.self, from: request)
        let side = try Self.side(body.take)
        let workspace = services.workspace
        let decided = try await services.threads.run {
            let applied = try workspace.decideConflict(id, side, author: author)
            return Decided(change: applied.map { ChangeView($0.change) }, conflicts: try workspace.conflicts())
        }
        let watcher = services.watcher
        Task { await watcher.catchUp() }
        return try JSONResponse.make(decided, status: .created)
    }
}
