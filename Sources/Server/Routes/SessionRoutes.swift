import Dataset
import Foundation
import HTTPTypes
import Hummingbird

/// `/session` and `/invitation`: who one is, logging in and out, and the first time by an invitation.
struct SessionRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/session", for: .anyone) { _, context in try JSONResponse.make(SessionView(context.asker)) }
        table.post("/api/v1/session", for: .anyone) { request, context in try await logIn(request, context) }
        table.delete("/api/v1/session", for: .viewer) { _, context in try await logOut(context) }
        table.post("/api/v1/session/password", for: .viewer) { request, context in
            try await setPassword(request, context)
        }
        table.post("/api/v1/invitation", for: .anyone) { request, context in try await look(request, context) }
        table.post("/api/v1/invitation/accept", for: .anyone) { request, context in
            try await accept(request, context)
        }
    }

    /// Long passwords are refused before they are read.
    private static let bodyLimit = 8 << 10

    private struct LoginBody: Decodable {
        let name: String
        let password: String
    }

    private func logIn(_ request: Request, _ context: ServerContext) async throws -> Response {
        let address = try peopleAreInvited(context)
        let body = try await RequestBodyReader.decode(LoginBody.self, from: request, upTo: Self.bodyLimit)
        let limited = body.name.lowercased()
        try await limit(limited, address)
        let session = try await services.passwords.run { [services] in
            try services.workspace.logIn(name: body.name, password: body.password, from: address)
        }
        services.loginLimits.succeeded(name: limited, address: address)
        return try opened(session)
    }

    private func logOut(_ context: ServerContext) async throws -> Response {
        let origin = AccessOrigin(context)
        if let session = context.asker.login?.session {
            try await services.threads.run { [services] in try services.workspace.logOut(session, by: origin) }
        }
        return try JSONResponse.make(
            SessionView(.nobody(.noLogin)), headers: [.setCookie: SessionCookie.clear])
    }

    private struct PasswordBody: Decodable {
        let old: String
        let new: String
    }

    private func setPassword(_ request: Request, _ context: ServerContext) async throws -> Response {
        let address = try peopleAreInvited(context)
        let body = try await RequestBodyReader.decode(PasswordBody.self, from: request, upTo: Self.bodyLimit)
        guard let login = context.asker.login, login.session != nil else {
            throw APIError(.forbidden, "not-allowed", "A password is changed by somebody who is logged in with it.")
        }
        try await limit(login.name.lowercased(), address)
        let origin = AccessOrigin(context)
        try await services.passwords.run { [services] in
            try services.workspace.setPassword(body.new, of: login, old: body.old, by: origin)
        }
        services.loginLimits.succeeded(name: login.name.lowercased(), address: address)
        return try JSONResponse.make(SessionView(context.asker))
    }

    private struct SecretBody: Decodable {
        let secret: String
    }

    private struct InvitationView: Encodable {
        let role: Role
        let name: String?
        let isForKnownPerson: Bool
        let invitedBy: String
        let expiresAt: String
        let shortestPassword: Int
    }

    private func look(_ request: Request, _ context: ServerContext) async throws -> Response {
        let address = try peopleAreInvited(context)
        let body = try await RequestBodyReader.decode(SecretBody.self, from: request, upTo: Self.bodyLimit)
        let found = try await tryLink(address) { try $0.invitation(body.secret) }
        return try JSONResponse.make(
            InvitationView(
                role: found.role, name: found.name, isForKnownPerson: found.isForKnownPerson,
                invitedBy: found.invitedBy, expiresAt: found.expiresAt, shortestPassword: People.shortestPassword))
    }

    private struct AcceptBody: Decodable {
        let secret: String
        let name: String?
        let password: String
    }

    private func accept(_ request: Request, _ context: ServerContext) async throws -> Response {
        let address = try peopleAreInvited(context)
        let body = try await RequestBodyReader.decode(AcceptBody.self, from: request, upTo: Self.bodyLimit)
        let session = try await tryLink(address) {
            try $0.join(with: body.secret, name: body.name, password: body.password, from: address)
        }
        return try opened(session)
    }

    private func opened(_ session: IssuedSession) throws -> Response {
        try JSONResponse.make(
            SessionView(.person(session.login)), status: .created,
            headers: [.setCookie: SessionCookie.set(session.secret.text, until: session.endsAt)])
    }

    /// A link cannot be guessed; who tries many of them is told to wait all the same, and is in the log.
    private func tryLink<Value: Sendable>(
        _ address: String, _ body: @escaping @Sendable (Workspace) throws -> Value
    ) async throws -> Value {
        do {
            return try await services.passwords.run { [services] in try body(services.workspace) }
        } catch let error as PeopleError where error == .badInvitation {
            try await limit("", address)
            try await services.threads.run { [services] in
                try services.workspace.log(
                    .invitationFailed, by: AccessOrigin(name: nil, address: address), nil)
            }
            throw error
        }
    }

    private func limit(_ name: String, _ address: String) async throws {
        guard let seconds = services.loginLimits.attempt(name: name, address: address) else { return }
        if services.denials.take() != nil {
            try await services.threads.run { [services] in
                try services.workspace.log(
                    .loginLimited, by: AccessOrigin(name: nil, address: address), name.isEmpty ? nil : "as \(name)")
            }
        }
        throw APIError(
            .tooManyRequests, "too-many-attempts",
            "Too many attempts. Wait \((seconds + 59) / 60) minutes, or ask an owner for a new link.",
            headers: [.retryAfter: String(seconds)])
    }

    /// - Returns: the address that the request came from.
    private func peopleAreInvited(_ context: ServerContext) throws -> String {
        guard services.access != .alone else {
            throw APIError(
                .conflict, "no-login-here", "Nobody logs in here: this server answers on its own machine alone.")
        }
        return context.address ?? "unknown"
    }
}

/// Who one is.
private struct SessionView: Encodable {
    /// Whether this server wants a login at all.
    let needsLogin: Bool
    /// nil of nobody, and where there is no login.
    let name: String?
    let role: Role?

    init(_ asker: Asker) {
        switch asker {
        case .alone: (needsLogin, name, role) = (false, nil, .owner)
        case .person(let login): (needsLogin, name, role) = (true, login.name, login.role)
        case .nobody: (needsLogin, name, role) = (true, nil, nil)
        }
    }
}

extension AccessOrigin {
    /// - Parameter context: of somebody alone it is the user who runs the server.
    init(_ context: ServerContext) {
        self.init(name: context.asker.login?.name ?? Author.user, address: context.address)
    }
}
