import Dataset
import Foundation
import Testing

@Suite("Findings over HTTP")
struct FindingTests {
    /// Starts an audit and waits for its end.
    private static func audit(_ kinds: String, on server: LiveServer) async throws -> JSON {
        let answer = try await server.post("/api/v1/jobs", #"{"kind":"audit","parameters":{"kinds":[\#(kinds)]}}"#)
        #expect(answer.status == 201, "\(answer.text)")
        let id = try answer.json()["id"].int ?? 0
        while true {
            let job = try await server.get("/api/v1/jobs/\(id)").json()
            if !["queued", "running"].contains(job["state"].string ?? "") { return job }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test(
        "Copies are found by a job, listed page by page, shown with their evidence, and accepted as one change that undo takes back"
    )
    func walk() async throws {
        try await LiveServer.run(samples: 12) { server async throws in
            let job = try await Self.audit(#""leaks","conflicts","labels""#, on: server)
            #expect(job["state"].string == "done", "\(job)")
            let overview = try await server.get("/api/v1/findings/overview").json()["kinds"]
            let labels = (0..<10).map { overview[$0] }.first { $0["kind"].string == "labels" }
            #expect(labels?["skipped"].string?.contains("tessera embed") == true)

            let first = try await server.get("/api/v1/findings?kind=leaks&limit=1").json()
            #expect(first["total"].int == 3)
            let next = try #require(first["next"].string)
            let second = try await server.get("/api/v1/findings?kind=leaks&limit=1&after=\(next)").json()
            #expect(second["findings"][0]["id"].int != first["findings"][0]["id"].int)

            let id = try #require(first["findings"][0]["id"].int)
            let detail = try await server.get("/api/v1/findings/\(id)").json()
            #expect(detail["finding"]["evidence"]["relation"].string == "bytes")
            #expect(detail["precision"]["judged"].int == 0)
            let before = try await server.get("/api/v1/workspace").json()["counts"]["samples"].int ?? 0
            let judged = try await server.post(
                "/api/v1/verdicts", #"{"findings":[\#(id)],"verdict":"accept","reason":"seen"}"#,
                headers: ["X-Tessera-Author": "Ada"])
            #expect(judged.status == 201, "\(judged.text)")
            let change = try judged.json()["change"]
            #expect(change["author"].string == "Ada" && change["reason"].string?.contains("finding \(id)") == true)
            #expect(try judged.json()["findings"][0]["state"].string == "accepted")
            let count = try await server.get("/api/v1/workspace").json()["counts"]["samples"].int ?? 0
            #expect(count < before)
            let twice = try await server.post("/api/v1/verdicts", #"{"findings":[\#(id)],"verdict":"reject"}"#)
            #expect(twice.status == 409 && twice.errorCode == "already-judged")
            let precision = try await server.get("/api/v1/findings/precision?kind=leaks&score=0.5").json()
            #expect(precision["judged"].int == 1 && precision["accepted"].int == 1)

            let back = try await server.post("/api/v1/verdicts/withdraw", #"{"findings":[\#(id)]}"#)
            #expect(back.status == 201, "\(back.text)")
            #expect(try back.json()["findings"][0]["state"].string == "open")
            #expect(try await server.get("/api/v1/workspace").json()["counts"]["samples"].int == before)
        }
    }

    @Test("The report is a file that is only downloaded, with labels as text")
    func report() async throws {
        try await LiveServer.run(samples: 12) { server async throws in
            let edit = #"{"createClasses":true,"edits":[{"samples":[1],"set":{"label":"<b>i"}}]}"#
            #expect(try await server.post("/api/v1/changes", edit).status == 201)
            _ = try await Self.audit(#""leaks","duplicates","conflicts""#, on: server)
            let page = try await server.get("/api/v1/findings/report.html")
            #expect(page.status == 200 && page.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(page.text.contains("&lt;b&gt;i") && !page.text.contains("<b>i"))
            #expect(page.text.contains("data:image/png;base64,"))
        }
    }

    @Test("What makes no sense is refused in words")
    func refused() async throws {
        try await LiveServer.run(samples: 4) { server async throws in
            for path in [
                "?kind=ghosts", "?state=lost", "?split=x", "?after=nowhere", "?limit=501", "/precision?kind=x",
            ] {
                let answer = try await server.get("/api/v1/findings\(path)")
                #expect(answer.status == 400 && answer.errorCode == "bad-parameter", "\(path): \(answer.text)")
            }
            #expect(try await server.get("/api/v1/findings/77").status == 404)
            let unknown = try await server.post("/api/v1/verdicts", #"{"findings":[77],"verdict":"accept"}"#)
            #expect(unknown.status == 404)
            #expect(try await server.post("/api/v1/verdicts", #"{"findings":[],"verdict":"later"}"#).status == 422)
            #expect(try await server.post("/api/v1/verdicts", #"{"findings":[1],"verdict":"maybe"}"#).status == 422)
            #expect(try await server.post("/api/v1/verdicts", #"{"findings":[1],"verdict":"withdrawn"}"#).status == 422)
            #expect(
                try await server.post("/api/v1/jobs", #"{"kind":"audit","parameters":{"kinds":["x"]}}"#).status == 422)
        }
    }
}
