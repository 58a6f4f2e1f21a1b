import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import Workbench

/// `/findings` and `/verdicts`: what the audits found, and what is made of it. `POST /jobs` with the kind `audit` audits.
struct FindingRoutes {
    let services: Services

    /// Findings in one answer.
    static let pageLimit = 500

    func register(in table: inout RouteTable) {
        table.get("/api/v1/findings") { request, _ in try await page(request) }
        table.get("/api/v1/findings/overview") { _, _ in
            let workspace = services.workspace
            return try JSONResponse.make(try await services.threads.run { try FindingsOverview(workspace) })
        }
        table.get("/api/v1/findings/precision") { request, _ in try await precision(request) }
        table.get("/api/v1/findings/report.html") { request, _ in try await report(request) }
        table.get("/api/v1/findings/{id}") { request, context in
            let (id, workspace) = (try context.id(of: "such finding"), services.workspace)
            let asking = try Author.of(request)
            return try JSONResponse.make(
                try await services.threads.run { try FindingDetail(id, in: workspace, seenBy: asking) })
        }
        table.post("/api/v1/verdicts") { request, _ in try await judge(request) }
        table.post("/api/v1/verdicts/withdraw") { request, _ in try await withdraw(request) }
    }

    // MARK: Looking

    private struct Page: Encodable {
        let total: Int
        let findings: [DescribedFinding]
        /// `after` of the next page; nil, and left out, behind the last.
        let next: String?
    }

    private func page(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        var wanted = try Self.findings(query)
        wanted.limit = Int(try query.integer("limit", in: 0...Int64(Self.pageLimit)) ?? 50)
        if let text = query["after"] {
            guard let cursor = FindingQuery.Cursor(text) else {
                throw APIError.badRequest("bad-parameter", "after must be what `next` of a page of findings says.")
            }
            wanted.after = cursor
        }
        let (workspace, asked, asking) = (services.workspace, wanted, try Author.of(request))
        let page = try await services.threads.run { () -> Page in
            let found = try workspace.findings(asked)
            return Page(
                total: found.total, findings: try workspace.describe(found.findings, seenBy: asking),
                next: found.next.map(\.description))
        }
        return try JSONResponse.make(page)
    }

    /// The filters of an address.
    private static func findings(_ query: Query) throws -> FindingQuery {
        var wanted = FindingQuery()
        wanted.kinds = try query.all("kind").map { try $0.map(kind) }
        wanted.labels = query.all("class")
        wanted.splits = try query.all("split")?.map { name in
            guard name == "none" || Split(rawValue: name) != nil else {
                throw APIError.badRequest("bad-parameter", "split must be train, val, test or none.")
            }
            return name == "none" ? "" : name
        }
        if let states = query.all("state") {
            wanted.states =
                states.contains("all")
                ? nil
                : try states.map { name in
                    guard let state = FindingState(rawValue: name) else {
                        throw APIError.badRequest(
                            "bad-parameter", "state must be open, accepted, rejected, later, gone or all.")
                    }
                    return state
                }
        }
        wanted.sample = try query.integer("sample", in: 1...Int64.max)
        guard (wanted.labels?.count ?? 0) <= 1_000 else {
            throw APIError.badRequest("bad-parameter", "class must not have more than 1000 values.")
        }
        return wanted
    }

    private static func kind(_ name: String) throws -> FindingKind {
        guard let kind = FindingKind(rawValue: name) else {
            let kinds = FindingKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.badRequest("bad-parameter", "kind must be one of \(kinds).")
        }
        return kind
    }

    private func precision(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        guard let name = query["kind"] else { throw APIError.badRequest("bad-parameter", "Say of which kind.") }
        let kind = try Self.kind(name)
        guard let score = Double(query["score"] ?? "0"), (0...1).contains(score) else {
            throw APIError.badRequest("bad-parameter", "score must be a number from 0 to 1.")
        }
        let workspace = services.workspace
        return try JSONResponse.make(
            try await services.threads.run {
                KnownPrecision(kind: kind, atLeast: score, verdicts: try workspace.scoredVerdicts(of: kind))
            })
    }

    private func report(_ request: Request) async throws -> Response {
        var wanted = try Self.findings(try Query(request.uri.query))
        wanted.limit = FindingsPage.mostFindings
        let (workspace, asked) = (services.workspace, wanted)
        let (data, name) = try await services.decoding.run {
            (
                try FindingsPage(try workspace.findings(asked).findings, in: workspace).html(),
                try workspace.summary().name
            )
        }
        let headers: HTTPFields = [
            .contentDisposition: ContentDisposition.attachment("\(name)-findings.html"), .cacheControl: "no-store",
            // The file brings its own policy for when it is opened from disk; from here it is only downloaded.
            .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
        return BytesResponse.make(Array(data), type: "text/html; charset=utf-8", headers: headers)
    }

    // MARK: Judging

    private struct VerdictBody: Decodable {
        let findings: [Int64]
        let verdict: FindingVerdict.Word
        let set: CellChanges?
        let reason: String?
    }

    private struct WithdrawBody: Decodable {
        let findings: [Int64]
    }

    private struct Judged: Encodable {
        /// nil, and left out, where nothing had to be changed.
        let change: ChangeView?
        /// The samples that the change touched; of a large one they are left out.
        let samples: [SampleView]?
        let revision: Int64?
        let findings: [DescribedFinding]
    }

    private func judge(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(VerdictBody.self, from: request)
        guard body.verdict != .withdrawn else {
            throw APIError(
                .unprocessableContent, "bad-body",
                "verdict must be accept, reject or later. POST /verdicts/withdraw takes one back.")
        }
        let verdict = VerdictRequest(
            author: author, findings: body.findings, verdict: body.verdict, set: body.set, reason: body.reason)
        return try await answer(author) { try $0.judge(verdict) }
    }

    private func withdraw(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(WithdrawBody.self, from: request)
        return try await answer(author) { try $0.withdrawVerdicts(of: body.findings, author: author) }
    }

    private func answer(
        _ author: String, _ judge: @escaping @Sendable (Workspace) throws -> JudgedFindings
    ) async throws -> Response {
        let workspace = services.workspace
        let judged = try await services.threads.run { () -> Judged in
            let judged = try judge(workspace)
            let touched = judged.applied?.samples ?? []
            let few = touched.count <= AppliedAnswer.sampleLimit
            return Judged(
                change: judged.applied.map { ChangeView($0.change) },
                samples: judged.applied == nil || !few ? nil : try workspace.samples(touched).map(SampleView.init),
                revision: judged.applied?.revision, findings: try workspace.describe(judged.findings, seenBy: author))
        }
        if judged.change != nil {
            let watcher = services.watcher
            Task { await watcher.catchUp() }
        }
        return try JSONResponse.make(judged, status: .created)
    }
}
