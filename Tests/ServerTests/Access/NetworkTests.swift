import Dataset
import Foundation
import Testing

import Server

@Suite("Behind a proxy: only the public address is answered, and only its pages may ask")
struct NetworkTests {
    @Test("The address that people were given is ours, with and without its port; every other name is refused")
    func hosts() async throws {
        try await LiveServer.run(samples: 0, invited: true) { server async throws in
            let name = LiveServer.invitedHost
            for ours in [name, "\(name):443", name.uppercased()] {
                #expect(try await server.get("/api/v1/health", headers: ["Host": ours]).status == 200, "\(ours)")
            }
            // DNS rebinding, and the addresses by which a stranger finds the machine.
            for other in [
                "evil.example", "localhost", "127.0.0.1", "127.0.0.1:\(server.port)", "localhost:\(server.port)",
                "[::1]:\(server.port)",
                "192.168.1.4", "\(name):8000", "\(name).evil.example", "x.\(name)", "\(name)@evil.example", "",
                "\(name):",
            ] {
                for path in ["/api/v1/health", "/login", "/web/shared/tokens.css", "/api/v1/session"] {
                    let answer = try await server.get(path, headers: ["Host": other])
                    #expect(answer.status == 403 && answer.errorCode == "host-not-allowed", "\(other) \(path)")
                }
            }
        }
    }

    @Test(
        "Cross-site requests and null origins are refused, with a good cookie too, and before anybody is asked for a login"
    )
    func origins() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            let edit = #"{"edits":[{"samples":[1],"set":{"label":"iii"}}]}"#
            let name = LiveServer.invitedHost
            let before = try server.workspace.samples([1])
            for origin in [
                "null", "http://\(name)", "https://evil.example", "https://\(name):8443",
                "https://\(name).evil.example", "https://x.\(name)",
                "http://localhost:\(server.port)", "file://", "",
            ] {
                for who in [cast.as(.owner), [:]] {
                    for (path, body) in [
                        ("/api/v1/changes", edit), ("/api/v1/session", "{}"), ("/api/v1/sheet/import", "id"),
                        ("/api/v1/merge", "x"),
                    ] {
                        let headers = who.merging(["Origin": origin]) { $1 }
                        let answer = try await server.post(path, body, headers: headers)
                        #expect(answer.status == 403 && answer.errorCode == "cross-origin", "\(origin) \(path)")
                    }
                }
            }
            for site in ["cross-site", "same-site"] {
                let headers = cast.as(.owner).merging(["Sec-Fetch-Site": site]) { $1 }
                #expect(try await server.post("/api/v1/changes", edit, headers: headers).status == 403)
                #expect(try await server.get("/api/v1/people", headers: headers).status == 403)
            }
            for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
                let headers = cast.as(.owner).merging(["Content-Type": type]) { $1 }
                for path in [
                    "/api/v1/changes", "/api/v1/session", "/api/v1/sheet/import?apply=1", "/api/v1/merge",
                ] {
                    #expect(try await server.post(path, edit, headers: headers).status == 415, "\(type) \(path)")
                }
            }
            #expect(try server.workspace.samples([1]) == before)
            let ours = cast.as(.owner).merging(["Origin": "https://\(name)", "Sec-Fetch-Site": "same-origin"]) { $1 }
            #expect(try await server.post("/api/v1/changes", edit, headers: ours).status == 201)
        }
    }

    @Test("A page leads to the login and back to itself, never elsewhere")
    func toLogin() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            #expect(try await server.get("/").headers["location"] == "/login")
            #expect(
                try await server.get("/sheet?label=i%20i&x=1").headers["location"]
                    == "/login?next=/sheet%3Flabel%3Di%2520i%26x%3D1")
            #expect(try await server.get("/login").status == 200)
            #expect(try await server.get("/invite").status == 200)
        }
    }

    @Test("Two session cookies are none: one of them is not ours")
    func cookies() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            let cookie = cast.as(.owner)["Cookie"].flatMap { $0 } ?? ""
            for sent in ["\(cookie); __Host-tessera=x", "x=\(cookie)", "__host-tessera=\(cookie.dropFirst(15))", ""] {
                #expect(try await server.get("/api/v1/workspace", headers: ["Cookie": sent]).status == 401, "\(sent)")
            }
            #expect(try await server.get("/api/v1/workspace", headers: ["Cookie": "a=b; \(cookie); c=d"]).status == 200)
        }
    }

    @Test("Only an https address without a path can be the public one")
    func addresses() {
        for good in ["https://a.example", "https://A.example/", "https://a.example:8443", "https://[2001:db8::1]"] {
            #expect(PublicAddress(good) != nil, "\(good)")
        }
        for bad in [
            "http://a.example", "a.example", "https://", "https://a.example/x", "https://a.example?x", "https://a b",
            "https://u@a.example",
            "https://a.example:0", "https://a.example:99999",
        ] {
            #expect(PublicAddress(bad) == nil, "\(bad)")
        }
        #expect(PublicAddress("https://A.example:443")?.url == "https://a.example")
    }
}
