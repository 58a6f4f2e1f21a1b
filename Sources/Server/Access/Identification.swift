import Dataset
import HTTPTypes
import Hummingbird

/// Finds out who sends each request, where a login is needed.
///
/// A token (`Authorization: Bearer …`) counts before a cookie. Whatever a request says of its author is replaced by the
/// name of the account, so that nobody can sign as somebody else.
struct Identification: RouterMiddleware {
    typealias Context = ServerContext

    let services: Services

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard services.access != .alone else { return try await next(request, context) }
        var context = context
        context.address = ClientAddress.of(request, context)
        context.asker = try await asker(of: request)
        var head = request.head
        head.headerFields[.author] = context.asker.login.map { PercentEncoding.encode($0.name) }
        return try await next(Request(head: head, body: request.body), context)
    }

    func asker(of request: Request) async throws -> Asker {
        let workspace = services.workspace
        if let credentials = request.headers[.authorization] {
            let parts = credentials.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200 else {
                return .nobody(.badToken)
            }
            let token = String(parts[1])
            let login = try await services.threads.run { try workspace.login(token: token) }
            return login.map { .person($0) } ?? .nobody(.badToken)
        }
        guard let secret = SessionCookie.secret(in: request.headers) else { return .nobody(.noLogin) }
        let login = try await services.threads.run { try workspace.login(session: secret) }
        return login.map { .person($0) } ?? .nobody(.endedSession)
    }
}

/// The address that a request came from, for the log and the limits: what the proxy in front says it saw.
enum ClientAddress {
    static func of(_ request: Request, _ context: ServerContext) -> String {
        // A client may send the header too; the proxy adds what it saw at the end.
        let seen = request.headers[values: .forwardedFor].last?.split(separator: ",").last
        let text = seen.map { $0.trimmingPrefix { $0 == " " } }.map(String.init) ?? context.peer
        let plain = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0)
                || [UInt8(ascii: "."), UInt8(ascii: ":")].contains($0)
        }
        return plain && !text.isEmpty && text.utf8.count <= 45 ? text : "unknown"
    }
}
