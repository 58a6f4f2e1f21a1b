import Dataset
import Testing

@Suite("Other sites in the same browser can neither read nor change anything")
struct CrossSiteTests {
    private static let edit = #"{"edits":[{"samples":[1],"set":{"split":"test"}}]}"#

    @Test("A change from our own page, and from a program, is carried out")
    func ours() async throws {
        try await LiveServer.run { server async throws in
            let browser: [String: String?] = [
                "Origin": "http://localhost:\(server.port)", "Host": "localhost:\(server.port)",
                "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json; charset=utf-8",
            ]
            #expect(try await server.post("/api/v1/changes", Self.edit, headers: browser).status == 201)
            #expect(try await server.post("/api/v1/undo", "{}").status == 201)
        }
    }

    @Test("A change with a foreign origin is refused and nothing is changed")
    func foreignOrigin() async throws {
        try await LiveServer.run { server async throws in
            let port = server.port
            let origins = [
                "null", "http://evil.example", "http://evil.example:\(port)", "https://localhost:\(port)",
                "http://localhost:\(port + 1)",
                "http://localhost", "file://", "http://localhost:\(port).evil.example", "http://localhost:\(port)/x",
                "",
                "chrome-extension://abc",
            ]
            for origin in origins {
                let answer = try await server.post("/api/v1/changes", Self.edit, headers: ["Origin": origin])
                #expect(answer.status == 403 && answer.errorCode == "cross-origin", "\(origin)")
            }
            for site in ["cross-site", "same-site", "strange"] {
                let answer = try await server.post("/api/v1/changes", Self.edit, headers: ["Sec-Fetch-Site": site])
                #expect(answer.status == 403 && answer.errorCode == "cross-origin", "\(site)")
            }
            #expect(try server.workspace.samples([1]).first?.split == "val")
        }
    }

    @Test("What a page elsewhere can send without asking is refused: forms and plain text")
    func contentTypes() async throws {
        try await LiveServer.run { server async throws in
            let types: [String?] = [
                nil, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json",
                "application/jsonp", "text/plain; application/json", "", "application/json-patch+json",
            ]
            let targets = [
                "/api/v1/changes", "/api/v1/undo", "/api/v1/redo", "/api/v1/classes", "/api/v1/jobs",
                "/api/v1/jobs/1/cancel",
                "/api/v1/jobs/1/resume",
            ]
            for type in types {
                for target in targets {
                    let answer = try await server.post(target, Self.edit, headers: ["Content-Type": type])
                    #expect(answer.status == 415 && answer.errorCode == "json-only", "\(type ?? "none") \(target)")
                }
            }
        }
    }

    @Test("The API is not read by other sites; pages may be linked to")
    func reading() async throws {
        try await LiveServer.run { server async throws in
            for path in ["/api/v1/workspace", "/api/v1/samples/1/image", "/api/v1/events"] {
                for site in ["cross-site", "same-site"] {
                    let fields = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"]
                    #expect(try await server.get(path, headers: fields).status == 403, "\(path)")
                    let link = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"]
                    #expect(try await server.get(path, headers: link).status == 403, "\(path)")
                }
            }
            let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]
            #expect(try await server.get("/", headers: link).status == 200)
            #expect(try await server.get("/api/v1/workspace", headers: ["Sec-Fetch-Site": "none"]).status == 200)
            #expect(try await server.get("/api/v1/workspace", headers: ["Origin": "http://evil.example"]).status == 403)
        }
    }

    @Test("Nobody is told that another origin may do anything")
    func preflight() async throws {
        try await LiveServer.run { server async throws in
            let fields = ["Origin": "http://evil.example", "Access-Control-Request-Method": "POST"]
            let answer = try await server.send("OPTIONS", "/api/v1/changes", headers: fields)
            #expect(answer.status == 403)
            #expect(!answer.headers.keys.contains { $0.hasPrefix("access-control") })
        }
    }
}
