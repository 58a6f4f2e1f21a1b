import Dataset
import Hummingbird
import Workbench

/// `/balance`, `/resplit`, `/styles`, `/typicality`: what the audits found when they last ran. `POST /jobs` runs them.
struct AuditRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/balance") { _, _ in try await stored(BalanceReport.self) }
        table.get("/api/v1/resplit") { _, _ in try await stored(ResplitReport.self) }
        table.post("/api/v1/resplit") { request, _ in try await apply(request) }
        table.get("/api/v1/styles") { _, _ in try await stored(StylesReport.self) }
        table.get("/api/v1/typicality") { request, _ in try await typicality(request) }
    }

    private struct Answer<Report: Encodable & Sendable>: Encodable, Sendable {
        /// nil, and left out, until the audit has run.
        let report: Report?
        /// Whether the dataset was changed since.
        let isStale: Bool
    }

    private func stored<Report: AuditReport>(_ type: Report.Type) async throws -> Response {
        let workspace = services.workspace
        let found = try await services.threads.run { try StoredReport<Report>.read(from: workspace) }
        return try JSONResponse.make(Answer(report: found?.report, isStale: found?.isStale ?? false))
    }

    private struct ApplyBody: Decodable {
        /// The change up to which the proposal has seen the dataset: that of the one that was looked at.
        let lastChange: Int64?
    }

    private func apply(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(ApplyBody.self, from: request)
        return try await AppliedAnswer(services).make {
            try ResplitApplication(workspace: $0).apply(author: author, lastChange: body.lastChange)
        }
    }

    private func typicality(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let label = query["class"]
        let limit = Int(try query.integer("limit", in: 1...1_000) ?? 12)
        let workspace = services.workspace
        let answer = try await services.threads.run { () -> Answer<TypicalityStrips> in
            guard let stored = try StoredReport<StylesReport>.read(from: workspace) else {
                return Answer(report: nil, isStale: false)
            }
            return Answer(
                report: try TypicalityStrips(stored.report, label: label, limit: limit), isStale: stored.isStale)
        }
        return try JSONResponse.make(answer)
    }
}
