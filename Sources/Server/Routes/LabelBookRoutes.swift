import Dataset
import Hummingbird
import Workbench

/// `/label-book`: what the classes mean.
struct LabelBookRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/label-book") { _, _ in
            let workspace = services.workspace
            return try JSONResponse.make(
                LabelBookView(try await services.threads.run { try workspace.labelBook() }))
        }
        table.get("/api/v1/label-book/export") { request, _ in try await export(request) }
        table.post("/api/v1/label-book/entries") { request, _ in try await write(request, entry: nil) }
        table.patch("/api/v1/label-book/entries/{entry}") { request, context in
            try await write(request, entry: context.parameters.get("entry") ?? "")
        }
        table.post("/api/v1/label-book/entries/{entry}/removal") { request, context in
            try await remove(request, context.parameters.get("entry") ?? "")
        }
        table.post("/api/v1/label-book/entries/{entry}/undo") { request, context in
            try await undo(request, context.parameters.get("entry") ?? "")
        }
    }

    private struct Body: Decodable {
        let `class`: String?
        let kind: LabelBookEntry.Kind
        let text: String?
        let examples: [Int64]?
        let nearMisses: [Int64]?
        let seen: Int64?
    }

    private func write(_ request: Request, entry: String?) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        let edit = LabelBookEdit(
            label: body.class, kind: body.kind, text: body.text ?? "", examples: body.examples ?? [],
            nearMisses: body.nearMisses ?? [], seen: body.seen)
        let workspace = services.workspace
        let written = try await services.threads.run {
            try workspace.writeLabelBook(edit, entry: entry, author: author)
        }
        tell()
        return try JSONResponse.make(LabelBookView.Entry(written), status: entry == nil ? .created : .ok)
    }

    private struct Seen: Decodable {
        let seen: Int64?
    }

    private func remove(_ request: Request, _ entry: String) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Seen.self, from: request)
        let workspace = services.workspace
        try await services.threads.run {
            try workspace.removeFromLabelBook(entry, seen: body.seen, author: author)
        }
        tell()
        return try JSONResponse.make(["removed": entry])
    }

    private func undo(_ request: Request, _ entry: String) async throws -> Response {
        let author = try Author.of(request)
        _ = try await RequestBodyReader.decode(Seen.self, from: request)
        let workspace = services.workspace
        let left = try await services.threads.run { try workspace.undoLabelBook(entry, author: author) }
        tell()
        return try JSONResponse.make(["entry": left.map(LabelBookView.Entry.init)])
    }

    private func export(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        guard let format = LabelBookExport.Format(rawValue: query["format"] ?? "html") else {
            throw APIError.badRequest("bad-parameter", "format must be html or markdown.")
        }
        let workspace = services.workspace
        let bytes = try await services.decoding.run { try LabelBookExport(workspace: workspace).data(format) }
        // Saved, never shown: a page of ours would be read by our own rules.
        return BytesResponse.make(
            Array(bytes), type: format == .html ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8",
            headers: [
                .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"label-book.\(format == .html ? "html" : "md")\"",
            ])
    }

    private func tell() {
        let watcher = services.watcher
        Task { await watcher.catchUp() }
    }
}
