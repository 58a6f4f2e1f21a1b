import Dataset
import Foundation
import Testing

@Suite("A refusal is JSON with a code and words, and tells nothing of the machine")
struct RefusalTests {
    @Test("An address that does not exist is 404, a method that an address does not take is 405")
    func wrongAddress() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            for path in ["/nothing", "/api/v1/nothing", "/api/v2/workspace", "/%00"] {
                let answer = try await server.get(path)
                #expect(answer.status == 404 && answer.errorCode == "not-found", "\(path)")
                #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            }
            let answer = try await server.send("DELETE", "/api/v1/workspace", body: "{}")
            #expect(answer.status == 405 && answer.errorCode == "method-not-allowed")
            #expect(answer.headers["allow"] == "GET, HEAD")
            #expect(try await server.post("/api/v1/workspace", "{}").status == 405)
            #expect(try await server.get("/api/v1/undo").status == 405)
        }
    }

    @Test("Bodies that are no JSON, or other JSON, are 422 and say where")
    func wrongBodies() async throws {
        try await LiveServer.run { server async throws in
            let bodies = [
                "", "{", "[]", "null", "{}", #"{"edits":1}"#, #"{"edits":[{"samples":["a"],"set":{}}]}"#,
                #"{"edits":[{"samples":[1],"set":{"label":5}}]}"#, #"{"edits":[{"samples":[1]}]}"#,
                #"{"edits":[{"samples":[1],"set":{"state":"gone"}}]}"#, String(repeating: "[", count: 100_000),
                #"{"edits":[{"samples":[1e400],"set":{}}]}"#,
            ]
            for body in bodies {
                let answer = try await server.post("/api/v1/changes", body)
                #expect(answer.status == 422, "\(body.prefix(60)) \(answer.status)")
                #expect(answer.errorCode?.isEmpty == false, "\(body.prefix(60))")
            }
            let answer = try await server.post("/api/v1/changes", #"{"edits":[{"samples":[1],"set":{"label":5}}]}"#)
            #expect(try answer.json()["error"]["message"].string?.contains("edits.0.set.label") == true)
        }
    }

    @Test("What nobody planned for is answered as `internal`, without a word of what it was")
    func unplanned() async throws {
        try await LiveServer.run { server async throws in
            let digest = try #require(try server.workspace.samples([1]).first?.digest)
            try FileManager.default.removeItem(at: server.workspace.directory.root.appendingPathComponent("images"))
            for path in ["/api/v1/samples/1/thumbnail", "/api/v1/samples/1/image", "/api/v1/images/\(digest)"] {
                let answer = try await server.get(path)
                #expect(answer.status >= 400)
                #expect(!answer.text.contains(server.workspace.directory.root.path), "\(answer.text)")
                #expect(!answer.text.contains("tessera-server-"), "\(answer.text)")
            }
        }
    }

    @Test("An author is a short plain name, percent-encoded")
    func authors() async throws {
        try await LiveServer.run { server async throws in
            for name in ["", "%20", "%0a", "a%00b", String(repeating: "a", count: 101), "%ff", "%4"] {
                let answer = try await server.post("/api/v1/undo", "{}", headers: ["X-Tessera-Author": name])
                #expect(answer.status == 400 && answer.errorCode == "bad-author", "\(name)")
            }
            let edit = #"{"edits":[{"samples":[1],"set":{"split":"test"}}]}"#
            let answer = try await server.post(
                "/api/v1/changes", edit, headers: ["X-Tessera-Author": "Zo%C3%AB%20%3Cb%3E"])
            #expect(try answer.json()["change"]["author"].string == "Zoë <b>")
        }
    }
}
