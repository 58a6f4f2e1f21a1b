import Dataset
import Hummingbird
import Workbench

/// `/trainers`: what runs are made with. One that runs a command is registered at the terminal only.
struct TrainerRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/trainers") { _, _ in
            let trainers = try await services.threads.run { [services] in
                try TrainerShelf(services.workspace).all().map { try TrainerView($0.specification, runs: $0.runs) }
            }
            return try JSONResponse.make(["trainers": trainers])
        }
        table.post("/api/v1/trainers") { request, _ in try await register(request) }
    }

    private func register(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(JSONValue.self, from: request)
        let view = try await services.threads.run { [services] in
            let specification = try TrainerFile.specification(body, folder: nil)
            let digest = try TrainerShelf(services.workspace).register(specification, author: author)
            return try TrainerView(specification, runs: services.workspace.trainer(digest: digest)?.runs ?? 0)
        }
        return try JSONResponse.make(view, status: .created)
    }
}

/// A trainer as JSON. Of a command the words are told and not the folder, for pages learn no path of this machine.
private struct TrainerView: Encodable, Sendable {
    let name: String
    let kind: String
    let digest: String
    let runs: Int
    let epochs: Int?
    let imageBudget: Int
    let command: [String]?

    init(_ specification: TrainerSpecification, runs: Int) throws {
        name = specification.name
        kind = specification.kind
        digest = try specification.digest
        self.runs = runs
        epochs = specification.epochs
        imageBudget = specification.imageBudget
        command = if case .command(let settings) = specification.method { settings.command } else { nil }
    }
}
