import HTTPTypes
import Hummingbird

/// The routes of the server, each registered under a method and a path, for those who may use it, and remembered.
///
/// What is remembered is compared with docs/openapi.yaml by a test, and tells a wrong method (405) from a wrong
/// address (404).
struct RouteTable {
    typealias Handler<Output> = @Sendable (Request, ServerContext) async throws -> Output

    static let apiPrefix = "/api/v1"

    let router: Router<ServerContext>
    private let gate: AccessGate
    private(set) var endpoints: [Endpoint] = []

    init(router: Router<ServerContext>, gate: AccessGate) {
        self.router = router
        self.gate = gate
    }

    mutating func get(
        _ path: String, for permission: Permission = .viewer, _ handler: @escaping Handler<Response>
    ) {
        add(.get, path, permission, handler)
    }

    mutating func post(
        _ path: String, for permission: Permission = .editor, _ handler: @escaping Handler<Response>
    ) {
        add(.post, path, permission, handler)
    }

    mutating func put(
        _ path: String, for permission: Permission = .editor, _ handler: @escaping Handler<Response>
    ) {
        add(.put, path, permission, handler)
    }

    mutating func patch(
        _ path: String, for permission: Permission = .editor, _ handler: @escaping Handler<Response>
    ) {
        add(.patch, path, permission, handler)
    }

    mutating func delete(
        _ path: String, for permission: Permission = .editor, _ handler: @escaping Handler<Response>
    ) {
        add(.delete, path, permission, handler)
    }

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
        _ method: HTTPRequest.Method, _ path: String, _ permission: Permission,
        _ handler: @escaping Handler<Response>
    ) {
        let endpoint = Endpoint(method: method.rawValue, path: path, permission: permission)
        endpoints.append(endpoint)
        router.on(RouterPath(stringLiteral: path), method: method) { [gate] request, context in
            try await gate.admit(request, context, to: endpoint)
            return gate.watch(try await handler(request, context), of: request, context, permission)
        }
    }

    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options, .trace]
}
