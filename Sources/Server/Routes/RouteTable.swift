import HTTPTypes
import Hummingbird

/// The routes of the server, each registered under a method and a path and remembered.
///
/// What is remembered is compared with docs/openapi.yaml by a test, and tells a wrong method (405) from a wrong
/// address (404).
struct RouteTable {
    typealias Handler<Output> = @Sendable (Request, ServerContext) async throws -> Output

    static let apiPrefix = "/api/v1"

    let router: Router<ServerContext>
    private(set) var endpoints: [Endpoint] = []

    init(router: Router<ServerContext>) {
        self.router = router
    }

    mutating func get(_ path: String, _ handler: @escaping Handler<Response>) { add(.get, path, handler) }

    mutating func post(_ path: String, _ handler: @escaping Handler<Response>) { add(.post, path, handler) }

    mutating func patch(_ path: String, _ handler: @escaping Handler<Response>) { add(.patch, path, handler) }

    /// Answers 405 with `Allow` to every other method of the paths registered so far.
    func refuseOtherMethods() {
        for (path, known) in Dictionary(grouping: endpoints, by: \.path) {
            var allowed = known.map(\.method)
            if allowed.contains("GET") { allowed.append("HEAD") }
            let allow = allowed.sorted().joined(separator: ", ")
            for method in Self.methods where !allowed.contains(method.rawValue) {
                router.on(RouterPath(stringLiteral: path), method: method) { _, _ -> Response in
                    throw APIError(
                        .methodNotAllowed, "method-not-allowed", "This address takes \(allow) only.",
                        headers: [.allow: allow])
                }
            }
        }
    }

    private mutating func add(
        _ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler<Response>
    ) {
        endpoints.append(Endpoint(method: method.rawValue, path: path))
        router.on(RouterPath(stringLiteral: path), method: method, use: handler)
    }

    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options, .trace]
}
