import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import Imaging

/// Thumbnails and original images, by sample and by digest.
struct PictureRoutes {
    let services: Services

    /// Images never change, so a browser need not ask again.
    private static let forEver = "private, max-age=31536000, immutable"

    func register(in table: inout RouteTable) {
        table.get("/api/v1/samples/{id}/thumbnail") { request, context in try await thumbnail(request, context) }
        table.post("/api/v1/thumbnails", for: .viewer) { request, _ in try await thumbnails(request) }
        table.get("/api/v1/samples/{id}/image") { request, context in
            let digest = try await digest(of: context.id(of: "such sample"))
            return try await image(digest, for: request)
        }
        table.get("/api/v1/images/{digest}") { request, context in
            guard let digest = context.parameters.get("digest"), Self.isDigest(digest) else {
                throw APIError.notFound("such image")
            }
            return try await image(digest, for: request)
        }
    }

    private func thumbnail(_ request: Request, _ context: ServerContext) async throws -> Response {
        let side = try ThumbnailSide(parsing: Query(request.uri.query)["side"])
        let key = ThumbnailKey(digest: try await digest(of: context.id(of: "such sample")), side: side)
        let headers: HTTPFields = [.eTag: key.tag, .cacheControl: Self.forEver]
        if let answer = BytesResponse.notModified(request, tag: key.tag, headers: headers) { return answer }
        return BytesResponse.make(try await services.thumbnails.thumbnail(key), type: "image/png", headers: headers)
    }

    private struct Tiles: Decodable {
        let side: Int
        let samples: [Int64]
    }

    /// Pixels of one answer at most, so that it is made and read in some milliseconds.
    private static let mostTilePixels = 1 << 20

    /// Many thumbnails as one picture: a map that shows hundreds of them asks a few times, not once for each.
    private func thumbnails(_ request: Request) async throws -> Response {
        let body = try await RequestBodyReader.decode(Tiles.self, from: request)
        guard let side = ThumbnailSide(rawValue: body.side), side.rawValue <= 128,
            (1...Self.mostTilePixels / (body.side * body.side)).contains(body.samples.count)
        else {
            throw APIError(
                .unprocessableContent, "bad-parameters",
                "side must be 32, 64 or 128, and samples 1 to 1024, 256 or 64 ids.")
        }
        let workspace = services.workspace
        let digests = try await services.threads.run {
            Dictionary(try workspace.samples(body.samples).map { ($0.id, $0.digest) }) { first, _ in first }
        }
        let keys = body.samples.map { id in digests[id].map { ThumbnailKey(digest: $0, side: side) } }
        let encoded = await encodedThumbnails(Set(keys.compactMap { $0 }))
        let (bytes, missing) = try await services.decoding.run {
            let pictures = keys.map { key in
                key.flatMap { encoded[$0] }.flatMap { try? PictureDecoder.decode($0) }
            }
            let missing = pictures.indices.filter { pictures[$0] == nil }
            return (
                try PNGEncoder.encode(PictureTiles.picture(of: pictures, side: side.rawValue), level: 1), missing
            )
        }
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if !missing.isEmpty { headers[.missing] = missing.map(String.init).joined(separator: ",") }
        return BytesResponse.make(bytes, type: "image/png", headers: headers)
    }

    /// The thumbnails that can be had. A picture that cannot be decoded is a gap, not the end of the others.
    private func encodedThumbnails(_ keys: Set<ThumbnailKey>) async -> [ThumbnailKey: [UInt8]] {
        await withTaskGroup(of: (ThumbnailKey, [UInt8]?).self) { group in
            for key in keys {
                group.addTask { [services] in (key, try? await services.thumbnails.thumbnail(key)) }
            }
            var encoded: [ThumbnailKey: [UInt8]] = [:]
            for await (key, bytes) in group { encoded[key] = bytes }
            return encoded
        }
    }

    private func image(_ digest: String, for request: Request) async throws -> Response {
        let tag = "\"\(digest.prefix(32))\""
        var headers: HTTPFields = [
            .eTag: tag, .cacheControl: Self.forEver, .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
        let images = services.workspace.images
        guard try await services.threads.run({ images.contains(digest) }) else { throw APIError.notFound("such image") }
        if let answer = BytesResponse.notModified(request, tag: tag, headers: headers) { return answer }
        let bytes = try await services.threads.run { try images.read(digest) }
        // What is not an image by its bytes is never shown, only saved.
        guard let format = PictureFormat.sniff(bytes) else {
            headers[.contentDisposition] = ContentDisposition.attachment(digest)
            return BytesResponse.make(bytes, type: "application/octet-stream", headers: headers)
        }
        return BytesResponse.make(bytes, type: format.mediaType, headers: headers)
    }

    private func digest(of sample: Int64) async throws -> String {
        let workspace = services.workspace
        guard let found = try await services.threads.run({ try workspace.samples([sample]).first }) else {
            throw APIError.notFound("such sample")
        }
        return found.digest
    }

    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
