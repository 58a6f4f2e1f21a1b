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
