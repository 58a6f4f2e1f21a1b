import Dataset
import Hummingbird
import Workbench

/// `/consensus`: what people agree on, looked at and then made the labels.
struct ConsensusRoutes {
    let services: Services

    /// Changes and open samples in one answer; `totals` counts all.
    static let limit = 1_000

    func register(in table: inout RouteTable) {
        table.get("/api/v1/consensus") { request, _ in try await report(request) }
        table.post("/api/v1/consensus") { request, _ in try await apply(request) }
    }

    private struct View: Encodable {
        struct Totals: Encodable {
            let considered: Int
            let confirmed: Int
            let changes: Int
            let open: Int
        }

        let basis: ConsensusReport.Basis
        let totals: Totals
        let people: [ConsensusReport.Person]
        let changes: [ConsensusReport.Change]
        let open: [ConsensusReport.Open]
    }

    private func report(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        var weights: [String: Double] = [:]
        for (name, value) in query.items where name.hasPrefix("weight.") {
            guard let weight = Double(value) else { throw Self.bad("A weight is a number.") }
            weights[String(name.dropFirst("weight.".count))] = weight
        }
        let probability = try query["minProbability"].map { text in
            guard let number = Double(text) else { throw Self.bad("minProbability is a number from 0 to 1.") }
            return number
        }
        let options = try Self.options(
            method: query["method"], weights: weights, minAnswers: try query.integer("minAnswers", in: 1...1_000),
            minProbability: probability)
        let workspace = services.workspace
        let report = try await services.decoding.run {
            try FindConsensus(workspace: workspace, options: options).report()
        }
        return try JSONResponse.make(
            View(
                basis: report.basis,
                totals: .init(
                    considered: report.considered, confirmed: report.confirmed, changes: report.changes.count,
                    open: report.open.count),
                people: report.people, changes: Array(report.changes.prefix(Self.limit)),
                open: Array(report.open.prefix(Self.limit))))
    }

    private struct Body: Decodable {
        let method: String?
        let weights: [String: Double]?
        let minAnswers: Int64?
        let minProbability: Double?
        /// The `basis` of the report that was looked at.
        let seen: ConsensusReport.Basis
        let reason: String?
    }

    private func apply(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let (body, key) = try await RequestBodyReader.decodeKeyed(Body.self, from: request)
        let options = try Self.options(
            method: body.method, weights: body.weights ?? [:], minAnswers: body.minAnswers,
            minProbability: body.minProbability)
        return try await AppliedAnswer(services).make {
            try FindConsensus(workspace: $0, options: options).apply(
                author: author, seen: body.seen, reason: body.reason, key: key)
        }
    }

    private static func options(
        method: String?, weights: [String: Double], minAnswers: Int64?, minProbability: Double?
    ) throws -> ConsensusOptions {
        guard let method = ConsensusMethod(rawValue: method ?? ConsensusMethod.majority.rawValue) else {
            let names = ConsensusMethod.allCases.map(\.rawValue).joined(separator: ", ")
            throw bad("There is no such method. It is one of \(names).")
        }
        return try ConsensusOptions(
            method: method, weights: weights, minAnswers: Int(clamping: minAnswers ?? 2),
            minProbability: minProbability ?? 0.5)
    }

    private static func bad(_ words: String) -> APIError { .badRequest("bad-parameter", words) }
}
