import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Stands before every endpoint and lets in who may use it.
struct AccessGate: Sendable {
    let services: Services

    /// - Throws: ``APIError``: 401 for somebody without a login (of a page: the way to the login), 403 for somebody whose
    ///   role does not suffice.
    func admit(_ request: Request, _ context: ServerContext, to endpoint: Endpoint) async throws {
        guard !context.asker.may(endpoint.permission) else { return }
        await log(endpoint, context)
        throw Self.refusal(of: request, context.asker, to: endpoint)
    }

    /// Ends a stream whose listener is let in no longer, also when it began long ago.
    func watch(_ response: Response, of request: Request, _ context: ServerContext, _ permission: Permission)
        -> Response
    {
        guard context.asker.login != nil, response.headers[.contentType]?.hasPrefix("text/event-stream") == true else {
            return response
        }
        var response = response
        let body = response.body
        let identification = Identification(services: services)
        response.body = ResponseBody { writer in
            try await body.write(
                WatchedWriter(target: writer) {
                    try await identification.asker(of: request).may(permission)
                })
        }
        return response
    }

    static func refusal(of request: Request, _ asker: Asker, to endpoint: Endpoint) -> APIError {
        if case .nobody(let absence) = asker {
            if !endpoint.path.hasPrefix(RouteTable.apiPrefix) { return toLogin(request) }
            return unauthorized(absence)
        }
        let role = asker.login?.role.rawValue ?? "nobody"
        let needed = if case .role(let role) = endpoint.permission { role.rawValue } else { "anyone" }
        return APIError(
            .forbidden, "not-allowed",
            "You are \(role) here, and this needs \(needed). An owner can give you another role.")
    }

    private static func unauthorized(_ absence: Asker.Absence) -> APIError {
        let (code, words) =
            switch absence {
            case .noLogin: ("login-needed", "Log in first: open /login, or send a token.")
            case .endedSession: ("session-ended", "Your login has ended. Log in again.")
            case .badToken:
                ("bad-token", "This token is not valid, or no longer. Make another: `tessera people token`.")
            }
        return APIError(.unauthorized, code, words, headers: [.wwwAuthenticate: "Bearer realm=\"Tessera\""])
    }

    private static func toLogin(_ request: Request) -> APIError {
        let place = request.uri.string
        let next = place == "/" || place.utf8.count > 1_500 ? "" : "?next=\(PercentEncoding.encode(place))"
        return APIError(.seeOther, "login-needed", "Log in first.", headers: [.location: "/login\(next)"])
    }

    private func log(_ endpoint: Endpoint, _ context: ServerContext) async {
        guard let left = services.denials.take() else { return }
        let origin = AccessOrigin(name: context.asker.login?.name, address: context.address)
        let more = left > 0 ? " (and \(left) more that are not listed)" : ""
        do {
            try await services.threads.run { [services] in
                try services.workspace.log(.denied, by: origin, "\(endpoint.method) \(endpoint.path)\(more)")
            }
        } catch {
            context.logger.error("The log of denials cannot be written", metadata: ["error": "\(error)"])
        }
    }
}

/// Passes on what is written as long as its reader is let in; asks again every few seconds.
private struct WatchedWriter: ResponseBodyWriter {
    var target: any ResponseBodyWriter
    let isLetIn: @Sendable () async throws -> Bool
    private var next = ContinuousClock.now + pause

    private static let pause: Duration = .seconds(2)

    init(target: any ResponseBodyWriter, isLetIn: @escaping @Sendable () async throws -> Bool) {
        self.target = target
        self.isLetIn = isLetIn
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        if ContinuousClock.now >= next {
            guard try await isLetIn() else { throw Dismissed() }
            next = .now + Self.pause
        }
        try await target.write(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await target.finish(trailingHeaders)
    }

    private struct Dismissed: Error {}
}
