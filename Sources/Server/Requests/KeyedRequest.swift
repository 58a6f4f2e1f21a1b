import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension RequestBodyReader {
    /// Reads a JSON body, and the key by which the same request, sent again, is known.
    static func decodeKeyed<Value: Decodable>(
        _ type: Value.Type, from request: Request, upTo limit: Int = limit
    ) async throws -> (body: Value, key: RequestKey?) {
        let bytes = try await bytes(of: request, upTo: limit)
        let body = try decode(type, bytes)
        guard let given = request.headers[.idempotencyKey] else { return (body, nil) }
        // The same key at another address is another request.
        let whole = Array("\(request.method.rawValue) \(request.uri.path)\n".utf8) + Array(bytes)
        guard let key = RequestKey(given, body: whole) else {
            throw APIError.badRequest("bad-key", "Idempotency-Key must be 8 to 200 visible characters of ASCII.")
        }
        return (body, key)
    }
}
