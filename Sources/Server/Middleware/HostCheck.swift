import HTTPTypes
import Hummingbird

/// Answers only requests that name this server in `Host`, exactly once.
struct HostCheck: RouterMiddleware {
    typealias Context = ServerContext

    let hosts: AllowedHosts

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let extra = request.headers[.hostField]
        guard let authority = request.head.authority, extra == nil, hosts.allows(authority) else {
            throw APIError(
                .forbidden, "host-not-allowed",
                "This address is not one that Tessera answers under. Open the address that `tessera serve` printed.")
        }
        return try await next(request, context)
    }
}
