import Dataset
import Foundation
import Server
import Testing

@Suite("Who may what: every endpoint, from the one table of permissions")
struct PermissionTests {
    @Test("Each role is let in where the table says so, and nowhere else; nobody without a login")
    func everyEndpoint() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            _ = try await Blocking.run { try Cast.enter(server.workspace) }
            let expired = try await Blocking.run { try Self.expiredSession(server.workspace) }
            for endpoint in try await server.server.endpoints() {
                let strangers: [(Credentials, String)] = [
                    (.none, "login-needed"), (.session("tss_none"), "session-ended"), (expired, "session-ended"),
                    (.token("tst_none"), "bad-token"),
                ]
                for (who, code) in strangers {
                    let answer = try await Self.head(endpoint, who.headers, server)
                    if endpoint.permission == .anyone {
                        #expect(![401, 403].contains(answer.status), "\(endpoint) \(who)")
                    } else if endpoint.path.hasPrefix("/api/") {
                        #expect(
                            answer.status == 401 && answer.errorCode == code, "\(endpoint) \(who): \(answer.status)")
                    } else {
                        #expect(answer.status == 303, "\(endpoint) \(who)")
                        #expect(answer.headers["location"]?.hasPrefix("/login") == true)
                    }
                }
                for role in Role.allCases {
                    let isAllowed = if case .role(let least) = endpoint.permission { role >= least } else { true }
                    let answer = try await Self.head(endpoint, Self.session(of: role, server), server)
                    if isAllowed {
                        #expect(
                            ![401, 403, 303].contains(answer.status),
                            "\(endpoint) refuses \(role): \(answer.status)")
                    } else {
                        #expect(
                            answer.status == 403 && answer.errorCode == "not-allowed",
                            "\(endpoint) lets \(role) in: \(answer.status)")
                    }
                }
            }
        }
    }

    @Test("What needs no login, and what a mere viewer may send, is on a short list")
    func exceptions() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let endpoints = try await server.server.endpoints()
            func list(_ chosen: (Endpoint) -> Bool) -> Set<String> {
                Set(endpoints.filter(chosen).map { "\($0.method) \($0.path)" })
            }
            #expect(
                list { $0.permission == .anyone } == [
                    "GET /web/**", "GET /favicon.ico", "GET /login", "GET /invite", "GET /api/v1/health",
                    "GET /vote/{code}", "GET /api/v1/rooms/{code}", "GET /api/v1/rooms/{code}/picture",
                    "POST /api/v1/rooms/{code}/votes",
                    "GET /api/v1/session", "POST /api/v1/session", "POST /api/v1/invitation",
                    "POST /api/v1/invitation/accept",
                ])
            #expect(
                list { $0.method != "GET" && $0.permission == .viewer } == [
                    "POST /api/v1/thumbnails", "POST /api/v1/selections", "POST /api/v1/presence",
                    "POST /api/v1/derived/count", "POST /api/v1/derived/samples",
                    "DELETE /api/v1/session",
                    "POST /api/v1/session/password", "POST /api/v1/tokens", "DELETE /api/v1/tokens/{id}",
                ])
            #expect(
                list { $0.permission == .owner } == [
                    "PATCH /api/v1/people/{id}", "DELETE /api/v1/people/{id}",
                    "POST /api/v1/people/{id}/invitation", "GET /api/v1/invitations", "POST /api/v1/invitations",
                    "DELETE /api/v1/invitations/{id}", "GET /api/v1/access-log", "POST /api/v1/merge",
                ])
            #expect(endpoints.allSatisfy { $0.method != "GET" || $0.permission != .editor })
        }
    }

    @Test("HEAD is denied like GET, and a denied request changes nothing")
    func head() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            #expect(try await server.send("HEAD", "/api/v1/samples").status == 401)
            #expect(try await server.send("HEAD", "/api/v1/samples", headers: cast.as(.viewer)).status == 200)
            #expect(try await server.send("HEAD", "/api/v1/access-log", headers: cast.as(.editor)).status == 403)
            let before = try server.workspace.samples([1])
            let edit = #"{"edits":[{"samples":[1],"set":{"label":"iii","split":"test"}}]}"#
            for headers in [[:], cast.as(.viewer), cast.as(.labeller)] {
                #expect([401, 403].contains(try await server.post("/api/v1/changes", edit, headers: headers).status))
            }
            #expect(try server.workspace.samples([1]) == before)
        }
    }

    @Test("A labeller changes labels and tags, and undoes what is theirs; the rest is an editor's")
    func labellers() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            let labeller = cast.as(.labeller)
            func change(_ set: String, _ who: [String: String?], _ more: String = "") async throws -> Int {
                try await server.post(
                    "/api/v1/changes", #"{\#(more)"edits":[{"samples":[2],"set":\#(set)}]}"#, headers: who
                ).status
            }
            #expect(try await change(#"{"label":"iii","addTags":["odd"]}"#, labeller) == 201)
            #expect(try await change(#"{"split":"test"}"#, labeller) == 403)
            #expect(try await change(#"{"split":null}"#, labeller) == 403)
            #expect(try await change(#"{"state":"trashed"}"#, labeller) == 403)
            #expect(try await change(#"{"columns":{"writer":"w9"}}"#, labeller) == 403)
            #expect(try await change(#"{"label":"new"}"#, labeller, #""createClasses":true,"#) == 403)
            let own = try #require(try server.workspace.changes(before: nil, limit: 1).first)
            #expect(own.author == Cast.name(.labeller))
            #expect(try await change(#"{"split":"test"}"#, cast.as(.editor)) == 201)
            let other = try #require(try server.workspace.changes(before: nil, limit: 1).first)
            #expect(try await server.post("/api/v1/undo", #"{"change":\#(other.id)}"#, headers: labeller).status == 403)
            #expect(try await server.post("/api/v1/undo", #"{"change":\#(own.id)}"#, headers: labeller).status == 201)
            #expect(try await server.post("/api/v1/redo", "{}", headers: labeller).status == 201)
        }
    }

    @Test("What reads files of the machine is an owner's, whatever else an editor may start")
    func machine() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            for body in [
                #"{"kind":"import","parameters":{"folder":"/etc"}}"#,
                #"{"kind":"embed","parameters":{"model":"/home/somebody/secret.onnx"}}"#,
            ] {
                let answer = try await server.post("/api/v1/jobs", body, headers: cast.as(.editor))
                #expect(answer.status == 403 && answer.errorCode == "not-allowed", "\(body)")
            }
            let verify = #"{"kind":"verify","parameters":{"name":"no"}}"#
            #expect(try await server.post("/api/v1/jobs", verify, headers: cast.as(.editor)).status == 201)
            #expect(try await server.post("/api/v1/jobs", verify, headers: cast.as(.labeller)).status == 403)
        }
    }

    @Test("The author of a change is the account, whatever the request says")
    func authors() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            var headers = cast.as(.labeller)
            headers["X-Tessera-Author"] = "Owner%20Person"
            let edit = #"{"author":"Owner Person","edits":[{"samples":[2],"set":{"label":"i"}}]}"#
            #expect(try await server.post("/api/v1/changes", edit, headers: headers).status == 201)
            #expect(try server.workspace.changes(before: nil, limit: 1).first?.author == Cast.name(.labeller))
        }
    }

    // MARK: -

    /// Asks with a body that no endpoint takes, so that what is allowed does nothing.
    private static func head(
        _ endpoint: Endpoint, _ headers: [String: String?], _ server: LiveServer
    ) async throws -> Answer {
        var path = endpoint.path.replacing("{digest}", with: String(repeating: "0", count: 64))
        path = path.replacing("**", with: "shared/tokens.css")
        path.replace(#/\{\w+\}/#, with: "999999")
        var fields = headers
        fields["Host"] = server.host
        fields["Connection"] = "close"
        var body = ""
        if endpoint.method != "GET" {
            body = "["
            fields["Content-Type"] = "application/json"
            fields["Content-Length"] = "1"
        }
        let lines = fields.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }.joined()
        let text = "\(endpoint.method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body)"
        let port = server.port
        return try await Blocking.run {
            let client = try RawClient(port: port)
            try client.send(text)
            // The event stream never ends: the head says it all, and of a refusal the body.
            let head = try client.read(through: "\r\n\r\n")
            var answer = try Answer(head: head)
            if answer.status >= 400, let length = answer.headers["content-length"].flatMap(Int.init) {
                answer.body = try client.read(count: length)
            }
            return answer
        }
    }

    /// Logging out ends the session it is done with.
    private static func session(of role: Role, _ server: LiveServer) throws -> [String: String?] {
        let person = try server.workspace.people().first { $0.name == Cast.name(role) }
        let id = try #require(person?.id)
        return Credentials.session(try server.workspace.beginSession(for: id).secret.text).headers
    }

    private static func expiredSession(_ workspace: Workspace) throws -> Credentials {
        let long = Date().addingTimeInterval(-People.longest - 1)
        let person = try #require(try workspace.people().first)
        return .session(try workspace.beginSession(for: person.id, now: long).secret.text)
    }
}
