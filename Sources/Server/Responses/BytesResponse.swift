import HTTPTypes
import Hummingbird
import NIOCore

/// Bytes of a stated type, with an ETag that a browser can come back with.
enum BytesResponse {
    static func make(_ bytes: [UInt8], type: String, headers: HTTPFields = [:]) -> Response {
        var fields = headers
        fields[.contentType] = type
        return Response(status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The answer 304 where the request already has what the tag names, else nil.
    static func notModified(_ request: Request, tag: String, headers: HTTPFields) -> Response? {
        let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
        let matches = known.contains { candidate in
            var text = candidate.trimmingPrefix { $0 == " " }
            if text.hasPrefix("W/") { text = text.dropFirst(2) }
            while text.last == " " { text = text.dropLast() }
            return text == tag || text == "*"
        }
        return matches ? Response(status: .notModified, headers: headers) : nil
    }
}
