import HTTPTypes
import Hummingbird

/// Keeps other sites, open in the same browser, from reading or changing anything.
///
/// Requests that change something must come from our own pages or from a program: an `Origin`, where there is one,
/// must be ours (`null`, the origin of sandboxed frames and local files, is not), and the body must be declared as JSON
/// (of a drawing as PNG), which a page elsewhere cannot send without a preflight that is never granted. Requests that read from the
/// API must not come from another site either; pages may be linked to from anywhere.
struct SameOriginCheck: RouterMiddleware {
    typealias Context = ServerContext

    let hosts: AllowedHosts

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let reads = request.method == .get || request.method == .head
        if let origin = request.headers[.origin], !hosts.allowsOrigin(origin) { throw Self.crossOrigin }
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            let follows = reads && request.headers[.secFetchMode] == "navigate"
            guard follows, !request.uri.path.hasPrefix(RouteTable.apiPrefix) else { throw Self.crossOrigin }
        }
        if !reads, !isFile(request) { try demandJSON(request) }
        return try await next(request, context)
    }

    /// A file that is sent to be read. Its types need the same preflight as JSON does.
    private func isFile(_ request: Request) -> Bool {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        if request.uri.path == CopyRoutes.mergePath, type == CopyRoutes.type { return true }
        return request.uri.path == SheetRoutes.importPath && SheetRoutes.types.values.contains { $0 == type }
    }

    private func demandJSON(_ request: Request) throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }
        let name = type?.filter { $0 != " " && $0 != "\t" }.lowercased()
        if name == "image/png", request.uri.path == Self.drawings { return }
        guard name == "application/json" else {
            throw APIError(
                .unsupportedMediaType, "json-only",
                "Send this request with Content-Type: application/json and a JSON body (which may be {}).")
        }
    }

    /// Where a picture is the body.
    private static let drawings = RouteTable.apiPrefix + "/drawings"

    private static let crossOrigin = APIError(
        .forbidden, "cross-origin", "This request came from another site, so it was not carried out.")
}
