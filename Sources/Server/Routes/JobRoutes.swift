import Foundation
import HTTPTypes
import Hummingbird
import Workbench

/// `/jobs`: what runs and ran; start, cancel, resume.
struct JobRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/jobs") { _, _ in
            try JSONResponse.make(["jobs": try await services.jobs.jobs().map(JobView.init)])
        }
        table.post("/api/v1/jobs") { request, context in try await start(request, context) }
        table.get("/api/v1/jobs/{id}") { _, context in
            let id = try context.id(of: "such job")
            guard let job = try await services.jobs.job(id) else { throw APIError.notFound("such job") }
            return try JSONResponse.make(JobView(job))
        }
        table.get("/api/v1/jobs/{id}/layout") { _, context in try await layout(context.id(of: "such job")) }
        table.post("/api/v1/jobs/{id}/cancel") { _, context in
            try JSONResponse.make(JobView(try await services.jobs.cancel(context.id(of: "such job"))))
        }
        table.post("/api/v1/jobs/{id}/resume") { _, context in
            try JSONResponse.make(JobView(try await services.jobs.resume(context.id(of: "such job"))))
        }
    }

    /// The positions that a projection has come to, while it runs.
    private func layout(_ id: Int64) async throws -> Response {
        guard let job = try await services.jobs.job(id) else { throw APIError.notFound("such job") }
        let workspace = services.workspace
        let found = try await services.threads.run {
            job.state == .running ? JobLayout.read(job: id, in: workspace) : nil
        }
        guard let found else {
            throw APIError(
                .notFound, "no-layout",
                "Job \(id) has no layout that could be shown. A projection has one while its points settle.")
        }
        return BytesResponse.make([UInt8](found), type: ColumnsFile.mediaType, headers: [.cacheControl: "no-store"])
    }

    private struct Start: Decodable {
        let kind: String
        let parameters: JSONValue?
    }

    private func start(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Start.self, from: request)
        let parameters = body.parameters ?? .object([:])
        if UseCaseCatalog.readsThisMachine(kind: body.kind, parameters: parameters) {
            try context.require(.owner, "This job reads files of the machine that serves.")
        }
        let job = try await services.jobs.start(kind: body.kind, parameters: parameters, author: author)
        return try JSONResponse.make(JobView(job), status: .created)
    }
}
