import Dataset
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Turns whatever went wrong below into JSON with a code and words, and keeps what nobody planned for in the log only.
struct ErrorAnswers: RouterMiddleware {
    typealias Context = ServerContext

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = explain(error, context: context)
            return try JSONResponse.make(ErrorBody(answer), status: answer.status, headers: answer.headers)
        }
    }

    private func explain(_ error: any Error, context: ServerContext) -> APIError {
        if let error = error as? APIError { return error }
        if let error = ErrorWords.known(error) { return error }
        if let error = error as? HTTPError { return known(status: error.status) }
        context.logger.error("A request failed", metadata: ["error": "\(error)"])
        return APIError(
            .internalServerError, "internal",
            "Something went wrong in Tessera; nothing was changed by this request. The terminal that runs it says more."
        )
    }

    private func known(status: HTTPResponse.Status) -> APIError {
        switch status {
        case .notFound: APIError(.notFound, "not-found", "There is nothing under this address.")
        case .contentTooLarge: RequestBodyReader.tooLarge
        default: APIError(status, "bad-request", "This request cannot be read.")
        }
    }
}
