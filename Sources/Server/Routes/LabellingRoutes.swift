import Dataset
import Hummingbird
import Workbench

/// `/labelling`, `/answers`, `/agreement`: what people answer, how it goes, and who agrees with whom.
struct LabellingRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/labelling") { _, _ in try await state() }
        table.patch("/api/v1/labelling") { request, _ in try await setRules(request) }
        table.post("/api/v1/labelling/next", for: .labeller) { request, _ in try await next(request) }
        table.post("/api/v1/labelling/release", for: .labeller) { request, _ in try await release(request) }
        table.get("/api/v1/answers") { request, _ in try await list(request) }
        table.post("/api/v1/answers", for: .labeller) { request, _ in try await answer(request) }
        table.post("/api/v1/answers/undo", for: .labeller) { request, _ in try await withdraw(request) }
        table.get("/api/v1/agreement") { _, _ in
            let report = try await services.decoding.run { [services] in try AgreementReport.of(services.workspace) }
            return try JSONResponse.make(report)
        }
    }

    // MARK: How it goes

    private struct State: Encodable {
        let rules: LabellingRules
        let progress: LabellingProgress
    }

    private func state() async throws -> Response {
        let workspace = services.workspace
        let state = try await services.threads.run {
            State(rules: try workspace.labellingRules(), progress: try workspace.labellingProgress())
        }
        return try JSONResponse.make(state)
    }

    private struct RulesBody: Decodable {
        let keepsAnswersApart: Bool?
        let hidesOthers: Bool?
        let answersWanted: Int?
        let countsGiven: Bool?
    }

    private func setRules(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(RulesBody.self, from: request)
        let workspace = services.workspace
        try await services.threads.run {
            var rules = try workspace.labellingRules()
            rules.keepsAnswersApart = body.keepsAnswersApart ?? rules.keepsAnswersApart
            rules.hidesOthers = body.hidesOthers ?? rules.hidesOthers
            rules.answersWanted = body.answersWanted ?? rules.answersWanted
            rules.countsGiven = body.countsGiven ?? rules.countsGiven
            try workspace.setLabellingRules(rules, author: author)
        }
        return try await state()
    }

    // MARK: What to label next

    private struct NextBody: Decodable {
        let holder: String
        let count: Int?
        let keeping: [Int64]?
    }

    private struct Next: Encodable {
        struct Item: Encodable {
            let sample: SampleView
            let isContested: Bool
            let informativeness: Float
        }

        let items: [Item]
        /// Seconds for which nobody else is handed these.
        let seconds: Double
    }

    private func next(_ request: Request) async throws -> Response {
        let person = try Author.of(request)
        let query = try Query(request.uri.query)
        let filter = query.items.isEmpty ? nil : try Filter.parse(query)
        let body = try await RequestBodyReader.decode(NextBody.self, from: request)
        try Self.check(holder: body.holder)
        guard (1...LabellingQueue.most).contains(body.count ?? 1), (body.keeping?.count ?? 0) <= LabellingQueue.most
        else {
            throw APIError.badRequest("bad-parameter", "count and keeping are at most \(LabellingQueue.most).")
        }
        let (queue, workspace) = (services.labelling, services.workspace)
        let items = try await services.decoding.run { () -> [Next.Item] in
            let items = try queue.next(
                body.count ?? 1, person: person, holder: "\(person)\u{1F}\(body.holder)", keeping: body.keeping ?? [],
                filter: filter)
            let samples = Dictionary(
                uniqueKeysWithValues: try workspace.samples(items.map(\.sample)).map { ($0.id, $0) })
            return items.compactMap { item in
                samples[item.sample].map {
                    Next.Item(
                        sample: SampleView($0), isContested: item.isContested, informativeness: item.informativeness)
                }
            }
        }
        return try JSONResponse.make(Next(items: items, seconds: LabellingQueue.leaseSeconds))
    }

    private struct ReleaseBody: Decodable {
        let holder: String
    }

    private func release(_ request: Request) async throws -> Response {
        let person = try Author.of(request)
        let body = try await RequestBodyReader.decode(ReleaseBody.self, from: request)
        try Self.check(holder: body.holder)
        let workspace = services.workspace
        try await services.threads.run { try workspace.giveBack(holder: "\(person)\u{1F}\(body.holder)") }
        return try JSONResponse.make([String: String]())
    }

    private static func check(holder: String) throws {
        guard (8...64).contains(holder.utf8.count) else {
            throw APIError.badRequest("bad-parameter", "holder must be 8 to 64 bytes.")
        }
    }

    // MARK: Answers

    private struct Answers: Encodable {
        let answers: [AnswerView]
        /// Whether others have answered and it is hidden from who has not.
        let areHidden: Bool
    }

    private func list(_ request: Request) async throws -> Response {
        let asking = try Author.of(request)
        let query = try Query(request.uri.query)
        let sample = try query.integer("sample", in: 1...Int64.max)
        let after = try query.integer("after", in: 0...Int64.max) ?? 0
        let limit = Int(try query.integer("limit", in: 1...1_000) ?? 100)
        let person = query["person"]
        let workspace = services.workspace
        let answers = try await services.threads.run { () -> Answers in
            if let sample {
                let (found, areHidden) = try workspace.answers(of: sample, seenBy: asking)
                return Answers(answers: found.map(AnswerView.init), areHidden: areHidden)
            }
            let hides = try workspace.labellingRules().hidesOthers
            guard !hides || person == nil || person == asking else { return Answers(answers: [], areHidden: true) }
            let found = try workspace.answers(by: hides ? asking : person, after: after, limit: limit)
            return Answers(answers: found.map(AnswerView.init), areHidden: hides && person == nil)
        }
        return try JSONResponse.make(answers)
    }

    private struct AnswerBody: Decodable {
        let answers: [AnswerRequest]
    }

    private struct Outcome: Encodable {
        let answers: [AnswerView]
        /// What was changed at once; nil, and left out, where nothing was.
        let change: ChangeView?
        /// The samples that were changed, as they are now.
        let samples: [SampleView]
    }

    private func answer(_ request: Request) async throws -> Response {
        let person = try Author.of(request)
        let (body, key) = try await RequestBodyReader.decodeKeyed(
            AnswerBody.self, from: request, upTo: RequestBodyReader.editLimit)
        return try await outcome { try $0.answer(body.answers, by: person, key: key) }
    }

    private func withdraw(_ request: Request) async throws -> Response {
        let person = try Author.of(request)
        let (_, key) = try await RequestBodyReader.decodeKeyed([String: String].self, from: request)
        let response = try await outcome { try $0.withdrawLastAnswer(by: person, key: key) }
        services.labelling.begin(again: person)
        return response
    }

    private func outcome(_ body: @escaping @Sendable (Workspace) throws -> AnswerOutcome) async throws -> Response {
        let workspace = services.workspace
        let outcome = try await services.threads.run { () -> Outcome in
            let outcome = try body(workspace)
            let touched = (outcome.change?.samples ?? []).prefix(AppliedAnswer.sampleLimit)
            return Outcome(
                answers: outcome.answers.map(AnswerView.init), change: outcome.change.map { ChangeView($0.change) },
                samples: try workspace.samples(Array(touched)).map(SampleView.init))
        }
        if outcome.change != nil { Task { [services] in await services.watcher.catchUp() } }
        return try JSONResponse.make(outcome, status: .created)
    }
}
