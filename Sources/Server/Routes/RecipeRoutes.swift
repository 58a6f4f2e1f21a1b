import Dataset
import Hummingbird
import Workbench

/// `/recipes`: saved, versioned, and tried before anything is made. `POST /jobs` with kind `augment` makes it.
struct RecipeRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/recipes") { _, _ in
            let workspace = services.workspace
            let saved = try await services.threads.run { try workspace.recipes().map(RecipeView.init) }
            return try JSONResponse.make(["recipes": saved])
        }
        table.post("/api/v1/recipes") { request, _ in try await save(request) }
        table.post("/api/v1/recipes/preview") { request, _ in try await preview(request) }
        table.get("/api/v1/recipes/{name}") { _, context in try await versions(try Self.name(context)) }
        table.post("/api/v1/recipes/{name}/remove") { request, context in
            try await remove(request, try Self.name(context))
        }
    }

    private static func name(_ context: ServerContext) throws -> String {
        guard let text = context.parameters.get("name"), let name = PercentEncoding.decode(text) else {
            throw APIError.notFound("such recipe")
        }
        return name
    }

    private struct Body: Decodable {
        let name: String
        let recipe: Recipe
        let note: String?
    }

    private func save(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        let workspace = services.workspace
        let saved = try await services.threads.run {
            try RecipeView(
                RecipeShelf(workspace).save(body.recipe, name: body.name, note: body.note, author: author))
        }
        return try JSONResponse.make(saved, status: .created)
    }

    private struct Versions: Encodable {
        let name: String
        let versions: [RecipeView]
    }

    private func versions(_ name: String) async throws -> Response {
        let workspace = services.workspace
        let versions = try await services.threads.run { try workspace.recipeVersions(name).map(RecipeView.init) }
        guard !versions.isEmpty else { throw SavedRecipeError.unknown(name) }
        return try JSONResponse.make(Versions(name: name, versions: versions))
    }

    private func remove(_ request: Request, _ name: String) async throws -> Response {
        let author = try Author.of(request)
        let workspace = services.workspace
        try await services.threads.run { try workspace.removeRecipe(name, author: author) }
        return try JSONResponse.make(["removed": name])
    }

    private struct Asked: Decodable {
        let recipe: Recipe?
        let name: String?
        let limit: Int?
    }

    private struct Preview: Encodable {
        let preview: RecipePreview

        private enum CodingKeys: String, CodingKey {
            case plan
        }

        func encode(to encoder: any Encoder) throws {
            try ProposalView(preview.proposal).encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(preview.plan, forKey: .plan)
        }
    }

    private func preview(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Asked.self, from: request)
        guard (body.recipe == nil) != (body.name == nil) else {
            throw APIError(.unprocessableContent, "bad-body", "Give either a recipe or the name of one.")
        }
        let workspace = services.workspace
        let preview = try await services.decoding.run {
            let named = try body.name.map { try RecipeShelf(workspace).recipe($0) }
            guard let recipe = body.recipe ?? named?.recipe else { throw APIError.notFound("such recipe") }
            return try RecipePreview(
                recipe, limit: min(max(body.limit ?? 48, 1), RecipePreview.mostPictures), saved: named?.saved,
                author: author, in: workspace, reporting: JobReporter(job: 0, author: author))
        }
        return try JSONResponse.make(Preview(preview: preview))
    }
}

/// A version of a recipe as JSON.
private struct RecipeView: Encodable, Sendable {
    let name: String
    let version: Int
    let recipe: Recipe
    let note: OrNull<String>
    let author: String
    let at: String
    let derived: Int

    init(_ saved: SavedRecipe) throws {
        name = saved.name
        version = saved.version
        recipe = try RecipeShelf.read(saved)
        note = OrNull(saved.note)
        author = saved.author
        at = saved.at
        derived = saved.derived
    }
}
