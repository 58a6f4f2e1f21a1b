import HTTPTypes
import Hummingbird
import NIOCore

/// Compresses what goes over a network to a client that takes gzip.
///
/// A browser on this machine gets everything as it is: on loopback a map of a million points takes 0.1 s longer with
/// compression than without (docs/map.md). A request that came through a proxy counts as one from elsewhere.
struct Compression: RouterMiddleware {
    typealias Context = ServerContext

    /// Smaller answers fit into a packet anyway.
    static let least = 1_400
    /// Bytes that are compressed at a time, so that the first are on their way while the others are not made yet.
    static let block = 256 << 10
    private static let types = [
        "text/", "application/json", "application/vnd.tessera.columns", "application/yaml", "image/svg+xml",
    ]

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.method == .get || request.method == .post, response.status.kind == .successful,
            (response.body.contentLength ?? 0) >= Self.least, Self.isCompressible(response.headers[.contentType]),
            response.headers[.contentEncoding] == nil
        else { return response }
        response.headers[.vary] = "Accept-Encoding"
        guard Self.takesGzip(request.headers[.acceptEncoding]), context.isRemote || Self.isForwarded(request) else {
            return response
        }
        let body = response.body
        response.body = ResponseBody { writer in
            try await body.write(GzipWriter(target: writer))
        }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        // The same content in other bytes: for caches that is a weak match.
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/\(tag)" }
        return response
    }

    private static func isCompressible(_ type: String?) -> Bool {
        guard let type, !type.hasPrefix("text/event-stream") else { return false }
        return types.contains { type.hasPrefix($0) }
    }

    /// `gzip`, unless with a weight of 0.
    static func takesGzip(_ accepted: String?) -> Bool {
        (accepted ?? "").lowercased().split(separator: ",").contains { entry in
            let parts = entry.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard parts.first == "gzip" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=") && (Double($0.dropFirst(2)) ?? 1) == 0 }
        }
    }

    private static func isForwarded(_ request: Request) -> Bool {
        [.forwarded, .forwardedFor, .via].contains { request.headers[$0] != nil }
    }
}

/// Hands on what is written to it as one gzip stream.
private struct GzipWriter: ResponseBodyWriter {
    var target: any ResponseBodyWriter
    private let stream = GzipStream()

    init(target: any ResponseBodyWriter) {
        self.target = target
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        while let block = rest.readSlice(length: min(Compression.block, rest.readableBytes)), block.readableBytes > 0 {
            let bytes = try block.withUnsafeReadableBytes { try stream.append($0) }
            if !bytes.isEmpty { try await target.write(ByteBuffer(bytes: bytes)) }
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await target.write(ByteBuffer(bytes: try stream.finish()))
        try await target.finish(trailingHeaders)
    }
}
