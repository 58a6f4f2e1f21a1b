import Dataset
import HTTPTypes
import Hummingbird
import Imaging
import NIOCore
import Workbench

/// The canvas and the counts of the studio: a sample's paper and strokes, drawings, lineage, budget.
struct StudioRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/samples/{id}/paper") { request, context in try await paper(request, context) }
        table.get("/api/v1/samples/{id}/strokes") { _, context in try await strokes(context.id(of: "such sample")) }
        table.get("/api/v1/samples/{id}/lineage") { _, context in try await lineage(context.id(of: "such sample")) }
        table.post("/api/v1/drawings") { request, _ in try await draw(request) }
        table.post("/api/v1/derived/count", for: .viewer) { request, _ in
            try JSONResponse.make(["derived": try await derived(request).count])
        }
        table.post("/api/v1/derived/samples", for: .viewer) { request, _ in
            let found = try await derived(request)
            return try JSONResponse.make(DerivedSamples(count: found.count, samples: Array(found.prefix(10_000))))
        }
        table.get("/api/v1/derived/stale") { _, _ in
            let workspace = services.workspace
            let stale = try await services.threads.run { try DerivedRefresh(workspace).stale() }
            return try JSONResponse.make(["stale": stale])
        }
        table.post("/api/v1/derived/refresh") { request, _ in try await refresh(request) }
        table.get("/api/v1/studio") { _, _ in try await summary() }
        table.patch("/api/v1/studio") { request, _ in try await change(request) }
    }

    // MARK: Pictures

    private func paper(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.id(of: "such sample")
        let workspace = services.workspace
        guard let digest = try await services.threads.run({ try workspace.samples([id]).first?.digest }) else {
            throw APIError.notFound("such sample")
        }
        // The same picture always has the same paper.
        let tag = "\"paper-\(digest.prefix(32))\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, max-age=86400"]
        if let answer = BytesResponse.notModified(request, tag: tag, headers: headers) { return answer }
        let bytes = try await services.decoding.run {
            try PNGEncoder.encode(PictureDecoder.decode(workspace.images.read(digest)).paperLayer(), level: 2)
        }
        return BytesResponse.make(bytes, type: "image/png", headers: headers)
    }

    private struct Strokes: Encodable, Sendable {
        let width: Int
        let height: Int
        /// Brightness of the paper, 0–255.
        let paper: Int
        let inkIsDark: Bool
        let pieces: [Piece]

        struct Piece: Encodable, Sendable {
            let id: Int
            let kind: StrokeSegmentation.Piece.Kind
            let component: Int
            let box: [Int]
            let area: Int
            let name: OrNull<String>
            let runs: [Int]
        }
    }

    private func strokes(_ id: Int64) async throws -> Response {
        let workspace = services.workspace
        let answer = try await services.decoding.run { () -> Strokes? in
            guard let sample = try workspace.samples([id]).first else { return nil }
            let picture = try PictureDecoder.decode(workspace.images.read(sample.digest))
            let segmentation = StrokeSegmentation(picture)
            let names = try PieceNames(sample, segmentation, in: workspace)
            let ink = segmentation.ink
            return Strokes(
                width: ink.width, height: ink.height, paper: Int(ink.paper), inkIsDark: ink.inkIsDark,
                pieces: segmentation.pieces.map { piece in
                    let box = piece.mask.box
                    return .init(
                        id: piece.id, kind: piece.kind, component: piece.component,
                        box: [box.x, box.y, box.width, box.height], area: piece.mask.area, name: OrNull(names[piece]),
                        runs: piece.mask.flat)
                })
        }
        guard let answer else { throw APIError.notFound("such sample") }
        return try JSONResponse.make(answer)
    }

    private func draw(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let query = try Query(request.uri.query)
        let texts = query.all("parent") ?? []
        let parents = texts.compactMap { Int64($0) }.filter { $0 > 0 }
        guard parents.count == texts.count, (1...100).contains(parents.count) else {
            throw APIError.badRequest("bad-parameter", "parent must be the id of a sample, given 1 to 100 times.")
        }
        let step = try query.integer("step", in: 1...1_000).map(Int.init)
        let (label, note) = (query["label"].flatMap { $0.isEmpty ? nil : $0 }, query["note"])
        if let declared = request.headers[.contentLength].flatMap(Int.init), declared > DrawingIntake.mostBytes {
            throw RequestBodyReader.tooLarge
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: DrawingIntake.mostBytes)
        } catch is NIOTooManyBytesError {
            throw RequestBodyReader.tooLarge
        }
        let png = Array(buffer.readableBytesView)
        return try await AppliedAnswer(services).make { workspace in
            try DrawingIntake(workspace).save(
                png, label: label, parents: parents, step: step, note: note, author: author)
        }
    }

    // MARK: Lineage

    private struct Lineage: Encodable, Sendable {
        let derivation: OrNull<DerivationView>
        let children: [Child]
        let childCount: Int

        struct Child: Encodable, Sendable {
            let sample: Int64
            let kind: Derivation.Kind
            let label: OrNull<String>
            let isStale: Bool
        }

        struct DerivationView: Encodable, Sendable {
            let kind: Derivation.Kind
            let recipe: OrNull<String>
            let recipeVersion: OrNull<Int>
            let parameters: JSONValue
            let author: String
            let at: String
            let parents: [Int64]
            let isStale: Bool
        }
    }

    /// Children in one answer.
    private static let mostChildren = 500

    private func lineage(_ id: Int64) async throws -> Response {
        let workspace = services.workspace
        let answer = try await services.threads.run { () -> Lineage? in
            guard try !workspace.samples([id]).isEmpty else { return nil }
            let all = try workspace.samplesDerived(from: [id])
            let shown = Array(all.prefix(Self.mostChildren))
            let stale = Set(try workspace.outdatedDerivations(among: shown + [id]).map(\.derivation.sample))
            let labels = Dictionary(try workspace.samples(shown).map { ($0.id, $0.label) }) { first, _ in first }
            return Lineage(
                derivation: OrNull(
                    try workspace.derivations(of: [id]).first.map { own in
                        .init(
                            kind: own.kind, recipe: OrNull(own.recipe), recipeVersion: OrNull(own.recipeVersion),
                            parameters: try JSONValue(text: own.parameters), author: own.author, at: own.at,
                            parents: own.parents, isStale: stale.contains(id))
                    }),
                children: try workspace.derivations(of: shown).map { child in
                    .init(
                        sample: child.sample, kind: child.kind, label: OrNull(labels[child.sample] ?? nil),
                        isStale: stale.contains(child.sample))
                }, childCount: all.count)
        }
        guard let answer else { throw APIError.notFound("such sample") }
        return try JSONResponse.make(answer)
    }

    private struct DerivedSamples: Encodable {
        let count: Int
        let samples: [Int64]
    }

    private struct Parents: Decodable {
        let samples: [Int64]?
        let selection: String?
    }

    private func derived(_ request: Request) async throws -> [Int64] {
        let body = try await RequestBodyReader.decode(
            Parents.self, from: request, upTo: RequestBodyReader.editLimit)
        let workspace = services.workspace
        return try await services.threads.run {
            let selected = try body.selection.map { try workspace.sampleIDs(inSelection: $0) } ?? []
            return try workspace.samplesDerived(from: (body.samples ?? []) + selected)
        }
    }

    private func refresh(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Parents.self, from: request)
        return try await AppliedAnswer(services).make {
            try DerivedRefresh($0).refresh(body.samples, author: author)
        }
    }

    // MARK: Counts

    private func summary() async throws -> Response {
        let workspace = services.workspace
        return try JSONResponse.make(try await services.threads.run { try StudioSummary(workspace) })
    }

    private struct Settings: Decodable {
        let budget: Int
    }

    private func change(_ request: Request) async throws -> Response {
        let body = try await RequestBodyReader.decode(Settings.self, from: request)
        let workspace = services.workspace
        try await services.threads.run { try workspace.setImageBudget(body.budget) }
        return try await summary()
    }
}
