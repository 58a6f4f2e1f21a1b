import Dataset
import Hummingbird

/// `/changes`, `/undo`, `/redo`: the history, and what adds to it.
struct ChangeRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/changes") { request, _ in try await list(request) }
        table.get("/api/v1/changes/{id}") { _, context in try await detail(context.id(of: "such change")) }
        table.post("/api/v1/changes", for: .labeller) { request, context in try await edit(request, context) }
        table.post("/api/v1/undo", for: .labeller) { request, context in try await undo(request, context) }
        table.post("/api/v1/redo", for: .labeller) { request, _ in try await redo(request) }
    }

    private func list(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let before = try query.integer("before", in: 1...Int64.max)
        let limit = Int(try query.integer("limit", in: 1...500) ?? 50)
        let workspace = services.workspace
        let changes = try await services.threads.run { try workspace.changes(before: before, limit: limit) }
        return try JSONResponse.make(["changes": changes.map(ChangeView.init)])
    }

    private func detail(_ id: Int64) async throws -> Response {
        let workspace = services.workspace
        let found = try await services.threads.run { () -> ChangeDetailView? in
            guard let change = try workspace.change(id) else { return nil }
            return ChangeDetailView(change: change, cells: try workspace.cells(of: id, limit: ChangeDetailView.limit))
        }
        guard let found else { throw APIError.notFound("such change") }
        return try JSONResponse.make(found)
    }

    private struct EditBody: Decodable {
        let reason: String?
        let createClasses: Bool?
        let edits: [Edit]
    }

    private func edit(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let (body, key) = try await RequestBodyReader.decodeKeyed(
            EditBody.self, from: request, upTo: RequestBodyReader.editLimit)
        // A labeller gives labels and tags; the rest of the dataset is an editor's.
        if body.createClasses == true || body.edits.contains(where: { !$0.set.isLabelling }) {
            try context.require(.editor, "A labeller changes labels and tags only.")
        }
        let edit = EditRequest(
            author: author, reason: body.reason, edits: body.edits, createClasses: body.createClasses ?? false,
            key: key)
        return try await AppliedAnswer(services).make { try $0.apply(edit) }
    }

    private struct UndoBody: Decodable {
        let change: Int64?
    }

    private func undo(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let (body, key) = try await RequestBodyReader.decodeKeyed(UndoBody.self, from: request)
        if let id = body.change, !context.asker.may(.editor) {
            let change = try await services.threads.run { [services] in try services.workspace.change(id) }
            if change?.author != author { try context.require(.editor, "A labeller undoes their own changes only.") }
        }
        return try await AppliedAnswer(services).make { workspace in
            guard let applied = try workspace.undo(author: author, change: body.change, key: key) else {
                throw APIError(.conflict, "nothing-to-undo", "You have no change that could be undone.")
            }
            return applied
        }
    }

    private func redo(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let (_, key) = try await RequestBodyReader.decodeKeyed([String: Int64?].self, from: request)
        return try await AppliedAnswer(services).make { workspace in
            guard let applied = try workspace.redo(author: author, key: key) else {
                throw APIError(.conflict, "nothing-to-redo", "You have no undone change that could be done again.")
            }
            return applied
        }
    }
}
