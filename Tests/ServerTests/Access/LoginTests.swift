import Dataset
import Foundation
import Testing

import Server

@Suite("Logging in, over HTTP")
struct LoginTests {
    private static func login(_ name: String, _ password: String) -> String {
        #"{"name":"\#(name)","password":"\#(password)"}"#
    }

    /// The cookie that an answer sets, as a browser sends it back.
    private static func cookie(_ answer: Answer) -> [String: String?] {
        ["Cookie": answer.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) } ?? ""]
    }

    @Test("By a link one joins, and is logged in; later by name and password; logging out ends it")
    func walk() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let issued = try server.workspace.invite(
                as: .owner, name: "Ada", by: AccessOrigin(name: "terminal", address: nil))
            let secret = issued.secret.text
            let seen = try await server.post("/api/v1/invitation", #"{"secret":"\#(secret)"}"#).json()
            #expect(seen["role"].string == "owner" && seen["invitedBy"].string == "terminal")
            let joined = try await server.post(
                "/api/v1/invitation/accept", #"{"secret":"\#(secret)","name":"Ada","password":"\#(Cast.password)"}"#)
            #expect(joined.status == 201)
            let set = try #require(joined.headers["set-cookie"])
            for part in ["__Host-tessera=tss_", "Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
                #expect(set.contains(part), "\(set)")
            }
            #expect(
                try await server.get("/api/v1/session", headers: Self.cookie(joined)).json()["name"].string == "Ada")
            let again = try await server.post("/api/v1/session", Self.login("ada", Cast.password))
            #expect(again.status == 201)
            let cookie = Self.cookie(again)
            #expect(try await server.get("/sheet", headers: cookie).status == 200)
            let out = try await server.send("DELETE", "/api/v1/session", headers: cookie, body: "{}")
            #expect(out.status == 200 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
            let after = try await server.get("/api/v1/workspace", headers: cookie)
            #expect(after.status == 401 && after.errorCode == "session-ended")
            #expect(try await server.get("/api/v1/workspace", headers: Self.cookie(joined)).status == 200)
        }
    }

    @Test("A wrong name and a wrong password get the same answer, and after some of them nobody is asked")
    func limits() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            _ = try await Blocking.run { try Cast.enter(server.workspace) }
            let name = Cast.name(.editor)
            let wrong = try await server.post("/api/v1/session", Self.login(name, "not the password"))
            let nobody = try await server.post("/api/v1/session", Self.login("nobody", "not the password"))
            #expect(wrong.status == 401 && wrong.text == nobody.text)
            var last = wrong
            for _ in 0..<6 { last = try await server.post("/api/v1/session", Self.login(name, "not the password")) }
            #expect(last.status == 429 && last.errorCode == "too-many-attempts")
            #expect((last.headers["retry-after"].flatMap(Int.init) ?? 0) > 0)
            // Also the right one is not looked at; others, and the same from elsewhere, are.
            #expect(try await server.post("/api/v1/session", Self.login(name, Cast.password)).status == 429)
            let elsewhere = try await server.post(
                "/api/v1/session", Self.login(name, Cast.password), headers: ["X-Forwarded-For": "203.0.113.7"])
            #expect(elsewhere.status == 201)
            let log = try server.workspace.accessLog()
            #expect(log.contains { $0.event == .loginLimited } && log.first?.address == "203.0.113.7")
        }
    }

    @Test("The address for limits and log is what the proxy added, not what the client said")
    func forwarded() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            for value in ["198.51.100.1, 203.0.113.7", "<b>, 203.0.113.7", "203.0.113.7"] {
                _ = try await server.post(
                    "/api/v1/session", Self.login("x", "yyyyyyyyyyyy"), headers: ["X-Forwarded-For": value])
                #expect(try server.workspace.accessLog(limit: 1).first?.address == "203.0.113.7", "\(value)")
            }
            _ = try await server.post(
                "/api/v1/session", Self.login("x", "yyyyyyyyyyyy"), headers: ["X-Forwarded-For": "not an address"])
            #expect(try server.workspace.accessLog(limit: 1).first?.address == "unknown")
        }
    }

    @Test("Denials are logged, and beyond a number a minute only counted")
    func denials() async throws {
        let meter = DenialMeter(mostAMinute: 2)
        let start = ContinuousClock.now
        #expect((1...4).map { _ in meter.take(at: start) } == [0, 0, nil, nil])
        #expect(meter.take(at: start + .seconds(61)) == 2)
        try await LiveServer.run(invited: true) { server async throws in
            _ = try await server.get("/api/v1/samples", headers: ["X-Forwarded-For": "203.0.113.7"])
            let entry = try #require(try server.workspace.accessLog().first)
            #expect(entry.event == .denied && entry.name == nil && entry.address == "203.0.113.7")
            #expect(entry.detail == "GET /api/v1/samples")
        }
    }

    @Test("Counts end after their quarter of an hour, and a success forgets failures")
    func window() {
        let limits = LoginLimits()
        let start = ContinuousClock.now
        for _ in 0..<6 { #expect(limits.attempt(name: "a", address: "1", at: start) == nil) }
        #expect(limits.attempt(name: "a", address: "1", at: start) == 901)
        #expect(limits.attempt(name: "b", address: "1", at: start) == nil)
        #expect(limits.attempt(name: "a", address: "2", at: start) == nil)
        #expect(limits.attempt(name: "a", address: "1", at: start + .seconds(901)) == nil)
        limits.succeeded(name: "a", address: "1")
        for _ in 0..<6 { #expect(limits.attempt(name: "a", address: "1", at: start + .seconds(902)) == nil) }
        for number in 0..<60 { _ = limits.attempt(name: "n\(number)", address: "3", at: start) }
        #expect(limits.attempt(name: "new", address: "3", at: start) != nil)
    }

    @Test("An owner invites, gives roles and removes; who is removed is cut off, also in the middle of a stream")
    func owner() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            let owner = cast.as(.owner)
            let made = try await server.post("/api/v1/invitations", #"{"role":"viewer","name":"Cy"}"#, headers: owner)
            #expect(made.status == 201)
            #expect(
                try made.json()["link"].string?.hasPrefix("https://\(LiveServer.invitedHost)/invite#tsi_") == true)
            let people = try await server.get("/api/v1/people", headers: owner).json()["people"].array
            let viewer = try #require(people.first { $0["role"].string == "viewer" }?["id"].int)
            let stream = try await Blocking.run {
                let client = try RawClient(port: server.port)
                let cookie = cast.as(.viewer)["Cookie"].flatMap { $0 } ?? ""
                try client.send(
                    "GET /api/v1/events HTTP/1.1\r\nHost: \(server.host)\r\nCookie: \(cookie)\r\n\r\n")
                _ = try client.read(through: "retry: 1000\n\n")
                return Stream(client: client)
            }
            #expect(
                try await server.send("DELETE", "/api/v1/people/\(viewer)", headers: owner, body: "{}").status == 200)
            #expect(try await server.get("/api/v1/workspace", headers: cast.as(.viewer)).status == 401)
            // The stream may still tell what comes within its two seconds.
            let ended = try await Blocking.run { () -> Bool in
                let deadline = Date().addingTimeInterval(40)
                while Date() < deadline {
                    _ = try server.workspace.apply(
                        EditRequest(
                            author: "x",
                            edits: [
                                Edit(
                                    samples: [1],
                                    set: CellChanges(
                                        split: .set(Bool.random() ? "val" : "test"),
                                        addTags: ["\(Date().timeIntervalSince1970)"]))
                            ]))
                    Thread.sleep(forTimeInterval: 0.5)
                    do { _ = try stream.client.read(through: "\n\n") } catch { return true }
                }
                return false
            }
            #expect(ended)
            let last = try await server.send("DELETE", "/api/v1/people/\(viewer + 100)", headers: owner, body: "{}")
            #expect(last.status == 404)
        }
    }

    private struct Stream: @unchecked Sendable {
        let client: RawClient
    }

    @Test("A token makes no token and changes no password; alone on loopback nobody logs in")
    func tokens() async throws {
        try await LiveServer.run(invited: true) { server async throws in
            let cast = try await Blocking.run { try Cast.enter(server.workspace) }
            let made = try await server.post("/api/v1/tokens", #"{"name":"script"}"#, headers: cast.as(.editor))
            let secret = try #require(try made.json()["secret"].string)
            let token = Credentials.token(secret).headers
            #expect(try await server.get("/api/v1/workspace", headers: token).status == 200)
            #expect(try await server.post("/api/v1/tokens", #"{"name":"more"}"#, headers: token).status == 403)
            let password = #"{"old":"\#(Cast.password)","new":"another good one"}"#
            #expect(try await server.post("/api/v1/session/password", password, headers: token).status == 403)
            #expect(
                try await server.post("/api/v1/session/password", password, headers: cast.as(.editor)).status == 200)
        }
        try await LiveServer.run(samples: 0) { server async throws in
            #expect(try await server.get("/api/v1/session").json()["needsLogin"].bool == false)
            let answer = try await server.post("/api/v1/session", Self.login("x", "y"))
            #expect(answer.status == 409 && answer.errorCode == "no-login-here")
        }
    }
}
