import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a JSON body with a cap on its size and says in words what is wrong with it.
enum RequestBodyReader {
    /// Bytes of an ordinary body.
    static let limit = 1 << 20
    /// Bytes of the body of an edit: a selection of 100,000 samples with their revisions fits.
    static let editLimit = 8 << 20

    static let tooLarge = APIError(
        .contentTooLarge, "body-too-large", "This request is too large. Send it in smaller parts.")

    static func decode<Value: Decodable>(
        _ type: Value.Type, from request: Request, upTo limit: Int = limit
    ) async throws -> Value {
        try decode(type, await bytes(of: request, upTo: limit))
    }

    static func bytes(of request: Request, upTo limit: Int) async throws -> Data {
        if let declared = request.headers[.contentLength].flatMap(Int.init), declared > limit { throw tooLarge }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
        return buffer.readableBytes == 0 ? Data("{}".utf8) : Data(buffer.readableBytesView)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch let error as DecodingError {
            throw APIError(.unprocessableContent, "bad-body", words(error))
        }
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "\(place(context.codingPath + [key])) is missing from the request."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(place(context.codingPath)) in the request is not what it should be: \(context.debugDescription)"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(place(context.codingPath)) in the request is not right: \(context.debugDescription)"
        default: "The body of this request is not JSON."
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "The body" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
