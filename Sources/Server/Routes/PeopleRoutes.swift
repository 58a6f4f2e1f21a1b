import Dataset
import Hummingbird

/// `/people`, `/invitations`, `/access-log`: who is let in, as what, and what became of it.
struct PeopleRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/people") { _, context in try await people(context) }
        table.patch("/api/v1/people/{id}", for: .owner) { request, context in try await setRole(request, context) }
        table.delete("/api/v1/people/{id}", for: .owner) { _, context in try await remove(context) }
        table.post("/api/v1/people/{id}/invitation", for: .owner) { _, context in
            let person = try await person(context)
            return try await issue(context) { try $0.invite(again: person.name, by: $1) }
        }
        table.get("/api/v1/invitations", for: .owner) { _, _ in
            let open = try await services.threads.run { [services] in try services.workspace.invitations() }
            return try JSONResponse.make(["invitations": open])
        }
        table.post("/api/v1/invitations", for: .owner) { request, context in try await invite(request, context) }
        table.delete("/api/v1/invitations/{id}", for: .owner) { _, context in try await withdraw(context) }
        table.get("/api/v1/access-log", for: .owner) { request, _ in try await log(request) }
    }

    /// Everybody knows who else is there and as what; only an owner, when they were here.
    private struct PersonView: Encodable {
        let id: Int64
        let name: String
        let role: Role
        let createdAt: String?
        let seenAt: String?

        init(_ person: Person, isForOwner: Bool) {
            (id, name, role) = (person.id, person.name, person.role)
            createdAt = isForOwner ? person.createdAt : nil
            seenAt = isForOwner ? person.seenAt : nil
        }
    }

    private func people(_ context: ServerContext) async throws -> Response {
        let people = try await services.threads.run { [services] in try services.workspace.people() }
        let isForOwner = context.asker.may(.owner)
        return try JSONResponse.make(["people": people.map { PersonView($0, isForOwner: isForOwner) }])
    }

    private struct RoleBody: Decodable {
        let role: Role
    }

    private func setRole(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await RequestBodyReader.decode(RoleBody.self, from: request)
        let person = try await person(context)
        let origin = AccessOrigin(context)
        let changed = try await services.threads.run { [services] in
            try services.workspace.setRole(body.role, of: person.name, by: origin)
        }
        return try JSONResponse.make(PersonView(changed, isForOwner: true))
    }

    private func remove(_ context: ServerContext) async throws -> Response {
        let person = try await person(context)
        let origin = AccessOrigin(context)
        try await services.threads.run { [services] in
            try services.workspace.removePerson(person.name, by: origin)
        }
        return try JSONResponse.make(["removed": person.name])
    }

    private struct InviteBody: Decodable {
        let role: Role
        let name: String?
        let days: Int?
    }

    private func invite(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await RequestBodyReader.decode(InviteBody.self, from: request)
        return try await issue(context) {
            try $0.invite(as: body.role, name: body.name, days: body.days ?? People.invitationDays, by: $1)
        }
    }

    private struct IssuedView: Encodable {
        let invitation: Invitation
        /// Below the address that people open. It is shown this once.
        let path: String
        let link: String?
    }

    private func issue(
        _ context: ServerContext, _ make: @escaping @Sendable (Workspace, AccessOrigin) throws -> IssuedInvitation
    ) async throws -> Response {
        let origin = AccessOrigin(context)
        let url = services.access.publicAddress?.url
        let view = try await services.threads.run { [services] () -> IssuedView in
            let issued = try make(services.workspace, origin)
            let base = try url ?? services.workspace.publicAddress()
            let path = InvitationLink.path(issued.secret)
            return IssuedView(invitation: issued.invitation, path: path, link: base.map { $0 + path })
        }
        return try JSONResponse.make(view, status: .created)
    }

    private func withdraw(_ context: ServerContext) async throws -> Response {
        let id = try context.id(of: "such invitation")
        let origin = AccessOrigin(context)
        try await services.threads.run { [services] in try services.workspace.withdrawInvitation(id, by: origin) }
        return try JSONResponse.make(["withdrawn": id])
    }

    private func log(_ request: Request) async throws -> Response {
        let query = try Query(request.uri.query)
        let before = try query.integer("before", in: 1...Int64.max)
        let limit = Int(try query.integer("limit", in: 1...500) ?? 100)
        let entries = try await services.threads.run { [services] in
            try services.workspace.accessLog(before: before, limit: limit)
        }
        return try JSONResponse.make(["entries": entries])
    }

    private func person(_ context: ServerContext) async throws -> Person {
        let id = try context.id(of: "such person")
        let found = try await services.threads.run { [services] in try services.workspace.person(id) }
        guard let found else { throw APIError.notFound("such person") }
        return found
    }
}
