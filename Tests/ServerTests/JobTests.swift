import Dataset
import Foundation
import Testing

@Suite("Jobs: start, watch, cancel")
struct JobTests {
    @Test("A job that is started is told to all, runs, and is kept")
    func runs() async throws {
        try await LiveServer.run { server async throws in
            let stream = try await EventListener(server)
            let body = #"{"kind":"export","parameters":{"name":"monday"}}"#
            let answer = try await server.post("/api/v1/jobs", body, headers: ["X-Tessera-Author": "Ada"])
            #expect(answer.status == 201, "\(answer.text)")
            let id = try answer.json()["id"].int ?? 0
            var states: [String] = []
            while states.last != "done", states.last != "failed" {
                let event = try await stream.next()
                guard event.name == "job" else { continue }
                let job = try event.json()
                #expect(job["id"].int == id && job["author"].string == "Ada")
                states.append(job["state"].string ?? "")
            }
            #expect(states.last == "done")
            #expect(try await server.get("/api/v1/jobs/\(id)").json()["state"].string == "done")
            #expect(try await server.get("/api/v1/jobs").json()["jobs"][0]["id"].int == id)
            let exported = server.workspace.directory.exports.appendingPathComponent("monday")
            #expect(FileManager.default.fileExists(atPath: exported.path))
            let cancel = try await server.post("/api/v1/jobs/\(id)/cancel", "{}")
            #expect(cancel.status == 409 && cancel.errorCode == "not-running")
            #expect(try await server.post("/api/v1/jobs/\(id)/resume", "{}").errorCode == "not-resumable")
        }
    }

    @Test("What is no job is refused")
    func refused() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            for (body, code) in [
                (#"{"kind":"format-disk"}"#, "unknown-job-kind"), (#"{"kind":"import"}"#, "bad-parameters"),
                (#"{"kind":"import","parameters":{"folder":5}}"#, "bad-parameters"),
                (#"{"parameters":{}}"#, "bad-body"),
            ] {
                let answer = try await server.post("/api/v1/jobs", body)
                #expect(answer.status == 422 && answer.errorCode == code, "\(body) \(answer.text)")
            }
            #expect(try await server.get("/api/v1/jobs/12").status == 404)
            #expect(try await server.post("/api/v1/jobs/12/cancel", "{}").status == 404)
            #expect(try await server.post("/api/v1/jobs/12/resume", "{}").status == 404)
        }
    }

    @Test("An export stays below the workspace, whatever its name says")
    func exportName() async throws {
        try await LiveServer.run { server async throws in
            for name in ["../outside", "/tmp/outside", "a/../../b", ".", "..", "", "a\\u0000b"] {
                let body = #"{"kind":"export","parameters":{"name":"\#(name)"}}"#
                let answer = try await server.post("/api/v1/jobs", body)
                if answer.status == 201 {
                    let id = try answer.json()["id"].int ?? 0
                    let state = try await Self.end(of: id, on: server)
                    #expect(state == "failed", "\(name)")
                } else {
                    #expect(answer.status == 422, "\(name)")
                }
            }
            let root = server.workspace.directory.root
            #expect(!FileManager.default.fileExists(atPath: root.appendingPathComponent("outside").path))
            #expect(
                !FileManager.default.fileExists(
                    atPath: root.deletingLastPathComponent().appendingPathComponent("outside").path))
        }
    }

    static func end(of job: Int, on server: LiveServer) async throws -> String? {
        while true {
            let state = try await server.get("/api/v1/jobs/\(job)").json()["state"].string
            if state != "queued", state != "running" { return state }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
