import Dataset
import HTTPTypes
import Hummingbird
import Workbench

/// `/pieces`: ink that was cut out, for putting together anew.
struct PieceRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/pieces") { request, _ in try await list(request) }
        table.post("/api/v1/pieces") { request, _ in try await cut(request) }
        table.patch("/api/v1/pieces/{id}") { request, context in
            try await rename(request, context.id(of: "such piece"))
        }
        table.get("/api/v1/pieces/{id}/image") { _, context in
            let id = try context.id(of: "such piece")
            let workspace = services.workspace
            let bytes = try await services.threads.run { try workspace.pieceImage(id) }
            return BytesResponse.make(
                bytes, type: "image/png", headers: [.cacheControl: "private, max-age=31536000, immutable"])
        }
        table.post("/api/v1/pieces/{id}/remove") { _, context in
            let id = try context.id(of: "such piece")
            let workspace = services.workspace
            try await services.threads.run { try workspace.removePiece(id) }
            return try JSONResponse.make(["removed": id])
        }
    }

    private struct List: Encodable {
        let pieces: [PieceView]
        let total: Int
    }

    private func list(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let asked = PieceQuery(
            name: query["name"], style: query["style"], writer: query["writer"],
            sample: try query.integer("sample", in: 1...Int64.max), text: query["q"],
            limit: Int(try query.integer("limit", in: 0...1_000) ?? 200))
        let workspace = services.workspace
        let found = try await services.threads.run { try workspace.pieces(asked) }
        return try JSONResponse.make(List(pieces: found.pieces.map(PieceView.init), total: found.total))
    }

    private struct Cut: Decodable {
        let sample: Int64
        let name: String?
        let strokes: [Int]?
        let runs: [Int]?
    }

    private func cut(_ request: Request) async throws -> Response {
        let author = try Author.of(request)
        let body = try await RequestBodyReader.decode(Cut.self, from: request, upTo: RequestBodyReader.editLimit)
        let cutter = PieceCutter(services.workspace)
        let pieces = try await services.decoding.run { () -> [Piece] in
            switch (body.name, body.strokes, body.runs) {
            case (let name?, let strokes?, nil):
                [try cutter.cut(body.sample, name: name, strokes: strokes, author: author)]
            case (let name?, nil, let runs?): [try cutter.cut(body.sample, name: name, runs: runs, author: author)]
            case (nil, nil, nil): try cutter.cutParts(of: body.sample, author: author)
            default:
                throw APIError(
                    .unprocessableContent, "bad-body",
                    "Give a name with strokes or with runs; or neither, for all parts of the sample's class.")
            }
        }
        if body.name != nil, let piece = pieces.first {
            return try JSONResponse.make(PieceView(piece), status: .created)
        }
        return try JSONResponse.make(
            List(pieces: pieces.map(PieceView.init), total: pieces.count), status: .created)
    }

    private struct Name: Decodable {
        let name: String
    }

    private func rename(_ request: Request, _ id: Int64) async throws -> Response {
        let body = try await RequestBodyReader.decode(Name.self, from: request)
        let workspace = services.workspace
        let piece = try await services.threads.run { try workspace.renamePiece(id, to: body.name) }
        return try JSONResponse.make(PieceView(piece))
    }
}

/// A piece as JSON, with `null` where there is nothing.
private struct PieceView: Encodable {
    let piece: Piece

    init(_ piece: Piece) {
        self.piece = piece
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, sample, style, writer, split, width, height, box, author, at
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(piece.id, forKey: .id)
        try values.encode(piece.name, forKey: .name)
        try values.encode(piece.sample, forKey: .sample)
        try values.encode(piece.style, forKey: .style)
        try values.encode(piece.writer, forKey: .writer)
        try values.encode(piece.split, forKey: .split)
        try values.encode(piece.width, forKey: .width)
        try values.encode(piece.height, forKey: .height)
        try values.encode([piece.x, piece.y, piece.width, piece.height], forKey: .box)
        try values.encode(piece.author, forKey: .author)
        try values.encode(piece.at, forKey: .at)
    }
}
