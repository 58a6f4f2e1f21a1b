import Dataset
import Hummingbird

/// `/tokens`: what programs log in with, in one's own name.
struct TokenRoutes {
    let services: Services

    func register(in table: inout RouteTable) {
        table.get("/api/v1/tokens") { _, context in
            let person = context.asker.login?.person
            let tokens = try await services.threads.run { [services] in try services.workspace.tokens(of: person) }
            return try JSONResponse.make(["tokens": tokens])
        }
        table.post("/api/v1/tokens", for: .viewer) { request, context in try await make(request, context) }
        table.delete("/api/v1/tokens/{id}", for: .viewer) { _, context in try await withdraw(context) }
    }

    private struct Body: Decodable {
        let name: String
        let role: Role?
        let days: Int?
    }

    private struct IssuedView: Encodable {
        let token: APIToken
        /// It is shown this once.
        let secret: String
    }

    private func make(_ request: Request, _ context: ServerContext) async throws -> Response {
        let body = try await RequestBodyReader.decode(Body.self, from: request)
        // A token that leaked must not be able to make others that outlive it.
        guard let login = context.asker.login, login.session != nil else {
            throw APIError(
                .forbidden, "not-allowed", "A token is made by somebody who is logged in, or in a terminal.")
        }
        let origin = AccessOrigin(context)
        let issued = try await services.threads.run { [services] in
            try services.workspace.makeToken(
                for: login.name, name: body.name, role: body.role, days: body.days, by: origin)
        }
        return try JSONResponse.make(
            IssuedView(token: issued.token, secret: issued.secret.text), status: .created)
    }

    private func withdraw(_ context: ServerContext) async throws -> Response {
        let id = try context.id(of: "such token")
        let person = context.asker.login?.person
        let origin = AccessOrigin(context)
        try await services.threads.run { [services] in
            try services.workspace.withdrawToken(id, of: person, by: origin)
        }
        return try JSONResponse.make(["withdrawn": id])
    }
}
