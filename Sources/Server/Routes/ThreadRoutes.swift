import Dataset
import Hummingbird
import Workbench

/// `/threads` and `/inbox`: questions, what people say to them, and what is decided.
struct ThreadRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/threads") { request, _ in try await list(request) }
        table.post("/api/v1/threads", for: .labeller) { request, _ in try await ask(request) }
        table.get("/api/v1/threads/{id}") { _, context in
            let id = try context.id(of: "such thread")
            return try await answer { try $0.thread(id) }
        }
        table.post("/api/v1/threads/{id}/messages", for: .labeller) { request, context in
            try await reply(request, context)
        }
        table.get("/api/v1/threads/{id}/proposal") { request, context in try await proposal(request, context) }
        table.post("/api/v1/threads/{id}/decision") { request, context in try await decide(request, context) }
        table.get("/api/v1/inbox") { request, _ in try await inbox(request) }
    }

    // MARK: Reading

    private struct List: Encodable {
        let threads: [ThreadView]
    }

    private func list(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        var wanted = ThreadQuery()
        wanted.states = try (query.all("state") ?? []).map { text in
            guard let state = TalkThread.State(rawValue: text) else {
                throw APIError.badRequest("bad-parameter", "state must be open, answered or decided.")
            }
            return state
        }
        wanted.sample = try query.integer("sample", in: 1...Int64.max)
        wanted.label = query["class"]
        wanted.mention = query["mention"]
        wanted.author = query["author"]
        wanted.before = try query.integer("before", in: 1...Int64.max)
        wanted.limit = Int(try query.integer("limit", in: 1...500) ?? 50)
        let workspace = services.workspace
        let threads = try await services.threads.run { [wanted] in try workspace.threads(matching: wanted) }
        return try JSONResponse.make(List(threads: threads.map(ThreadView.init)))
    }

    private struct Inbox: Encodable {
        let person: String
        let threads: [ThreadView]
        /// Everybody who takes part, with how much waits for them.
        let people: [TalkingPerson]
    }

    private func inbox(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let person = try query["person"].flatMap(Mentions.parse) ?? Author.of(request)
        let workspace = services.workspace
        let answer = try await services.threads.run {
            Inbox(
                person: person, threads: try workspace.inbox(of: person).map(ThreadView.init),
                people: try workspace.talkingPeople())
        }
        return try JSONResponse.make(answer)
    }

    private func proposal(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.id(of: "such thread")
        let query = try Query(request.uri.query)
        guard let label = query["label"] else {
            throw APIError.badRequest("bad-parameter", "label must name the class that is proposed.")
        }
        let alike = Int(try query.integer("alike", in: 0...200) ?? 24)
        let proposals = RelabelProposals(workspace: services.workspace, neighbors: services.neighbors)
        let made = try await services.decoding.run { try proposals.proposal(for: id, label: label, alike: alike) }
        return try JSONResponse.make(made)
    }

    // MARK: Saying

    private struct Question: Decodable {
        let question: String
        let mentions: [String]?
        let samples: [Int64]?
        let selection: String?
        let `class`: String?
        let classes: [String]?
    }

    private func ask(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Question.self, from: request)
        let question = ThreadQuestion(
            body.question, samples: body.samples ?? [], selection: body.selection,
            classes: body.classes ?? body.class.map { [$0] } ?? [], mentions: body.mentions ?? [])
        return try await answer(.created) { try $0.ask(question, author: author) }
    }

    private struct Reply: Decodable {
        let kind: String
        let text: String?
        let label: String?
        let mentions: [String]?
    }

    private func reply(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let id = try context.id(of: "such thread")
        let body = try await RequestBodyReader.decode(Reply.self, from: request)
        guard let kind = ThreadMessage.Kind(rawValue: body.kind), kind != .decision else {
            throw ThreadError.invalidKind(body.kind)
        }
        return try await answer(.created) { workspace in
            try workspace.reply(
                to: id, kind: kind, text: body.text ?? "", label: body.label, mentions: body.mentions ?? [],
                author: author)
        }
    }

    private struct DecisionBody: Decodable {
        struct Rule: Decodable {
            let `class`: String
            let text: String
            let examples: [Int64]?
            let nearMisses: [Int64]?
        }

        struct Relabel: Decodable {
            let label: String
            let samples: [Int64]
            let seen: Int64?
        }

        let text: String
        let rule: Rule?
        let relabel: Relabel?

        var decision: ThreadDecision {
            ThreadDecision(
                text,
                rule: rule.map {
                    .init(
                        label: $0.class, text: $0.text, examples: $0.examples ?? [], nearMisses: $0.nearMisses ?? [])
                },
                relabelling: relabel.map { .init(label: $0.label, samples: $0.samples, seen: $0.seen) })
        }
    }

    private struct Decided: Encodable {
        let thread: ThreadView
        let change: ChangeView?

        private enum CodingKeys: String, CodingKey {
            case thread, change
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(thread, forKey: .thread)
            try container.encode(change, forKey: .change)
        }
    }

    private func decide(_ request: Request, _ context: ServerContext) async throws -> Response {
        let author = try Author.of(request)
        let id = try context.id(of: "such thread")
        let body = try await RequestBodyReader.decode(
            DecisionBody.self, from: request, upTo: RequestBodyReader.editLimit)
        let workspace = services.workspace
        let decided = try await services.threads.run {
            try workspace.decide(id, body.decision, author: author)
        }
        tell()
        return try JSONResponse.make(
            Decided(thread: ThreadView(decided.thread), change: decided.change.map { ChangeView($0.change) }),
            status: .created)
    }

    // MARK: Answering

    private func answer(
        _ status: HTTPResponse.Status = .ok, _ work: @escaping @Sendable (Workspace) throws -> TalkThread
    ) async throws -> Response {
        let workspace = services.workspace
        let thread = try await services.threads.run { try work(workspace) }
        if status == .created { tell() }
        return try JSONResponse.make(ThreadView(thread), status: status)
    }

    private func tell() {
        let watcher = services.watcher
        Task { await watcher.catchUp() }
    }
}
