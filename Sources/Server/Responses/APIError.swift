import HTTPTypes

/// An answer that refuses: status, a stable code for programs, words for people, details where they help.
///
/// The message is shown to the user as it is. It says what to do next and never names a path of this machine.
struct APIError: Error, Sendable {
    var status: HTTPResponse.Status
    var code: String
    var message: String
    var details: (any Encodable & Sendable)?
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ code: String, _ message: String, details: (any Encodable & Sendable)? = nil,
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.headers = headers
    }

    static func badRequest(_ code: String, _ message: String) -> APIError { APIError(.badRequest, code, message) }

    static func notFound(_ what: String) -> APIError {
        APIError(.notFound, "not-found", "There is no \(what). It may have been removed: reload the page.")
    }
}
