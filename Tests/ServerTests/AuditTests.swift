import Dataset
import Foundation
import Matrices
import Testing

@Suite("Audits over HTTP")
struct AuditTests {
    /// Gives every image a made-up vector: pictures of a class lie together.
    private static func embed(_ workspace: Workspace) throws {
        let digests = try workspace.imageDigests(matching: SampleQuery()).sorted()
        let writer = try workspace.embeddingWriter(model: "made-up", dimension: 4)
        for digest in digests {
            let row = Array(digest.utf8.prefix(4)).map { Float($0) }
            try writer.append(digests: [digest], rows: Matrix(rows: 1, columns: 4, values: row))
        }
        try writer.close()
    }

    /// Adds 60 different pictures, of which every third is in val.
    private static func fill(_ workspace: Workspace) throws {
        let batch = try (0..<60).map { number in
            var bytes = try SmallDataset.picture(number % 3)
            // Behind the end of a PNG anything may stand: another image, by its digest.
            bytes += [UInt8(number)]
            let split = number % 3 == 0 ? "val" : "train"
            return IncomingSample(
                sourcePath: SourcePath("\(split)/\(number).png"), image: try workspace.stage(bytes), width: 40,
                height: 20, format: "png", label: ["i", "ii"][number % 2], split: split, tags: [], columns: [:])
        }
        _ = try workspace.importBatch(batch, author: "importer", importID: 2)
    }

    private static func run(_ kind: String, _ parameters: String = "{}", on server: LiveServer) async throws -> String {
        let answer = try await server.post("/api/v1/jobs", #"{"kind":"\#(kind)","parameters":\#(parameters)}"#)
        #expect(answer.status == 201, "\(answer.text)")
        let id = try answer.json()["id"].int ?? 0
        while true {
            let state = try await server.get("/api/v1/jobs/\(id)").json()["state"].string ?? ""
            if !["queued", "running"].contains(state) { return state }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("Until an audit has run its report is absent; then it is there, and stale after an edit")
    func reports() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            try await Blocking.run {
                try Self.fill(server.workspace)
                try Self.embed(server.workspace)
            }
            for path in ["balance", "resplit", "styles", "typicality"] {
                let answer = try await server.get("/api/v1/\(path)")
                #expect(answer.status == 200)
                #expect(!answer.text.contains("\"report\""), "\(path): \(answer.text)")
            }
            for kind in ["balance", "resplit", "styles"] {
                #expect(try await Self.run(kind, on: server) == "done", "\(kind)")
                let answer = try await server.get("/api/v1/\(kind)").json()
                #expect(answer["report"]["basis"]["images"].int == 60)
                #expect(answer["isStale"].bool == false)
            }
            let compared = try await server.get("/api/v1/balance").json()["report"]["compared"].int ?? 0
            #expect((30...60).contains(compared), "near duplicates count once")
            let typical = try await server.get("/api/v1/typicality?class=ii&limit=3").json()["report"]["classes"]
            #expect(typical[0]["name"].string == "ii")
            #expect(typical[0]["most"][2]["sample"].int != nil)
            let edit = #"{"edits":[{"samples":[1],"set":{"addTags":["seen"]}}]}"#
            #expect(try await server.post("/api/v1/changes", edit).status == 201)
            #expect(try await server.get("/api/v1/balance").json()["isStale"].bool == true)
        }
    }

    @Test("A re-split is applied as one change that undo takes back, and not on a dataset that changed")
    func resplit() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            try await Blocking.run {
                try Self.fill(server.workspace)
                try Self.embed(server.workspace)
            }
            let none = try await server.post("/api/v1/resplit", "{}")
            #expect(none.status == 409 && none.errorCode == "no-plan")
            #expect(try await Self.run("resplit", #"{"valShare":0.5}"#, on: server) == "done")
            let plan = try await server.get("/api/v1/resplit").json()["report"]
            let lastChange = plan["basis"]["lastChange"].int ?? 0
            let other = try await server.post("/api/v1/resplit", #"{"lastChange":\#(lastChange + 1)}"#)
            #expect(other.status == 409 && other.errorCode == "stale-plan")
            let applied = try await server.post(
                "/api/v1/resplit", #"{"lastChange":\#(lastChange)}"#, headers: ["X-Tessera-Author": "Ada"])
            #expect(applied.status == 201, "\(applied.text)")
            let change = try applied.json()["change"]
            #expect(change["author"].string == "Ada")
            let vals = try await server.get("/api/v1/workspace").json()["classes"][0]["bySplit"]["val"].int ?? 0
            #expect((12...18).contains(vals), "half of 30, but for near duplicates of another class")
            #expect(try await server.post("/api/v1/resplit", "{}").errorCode == "stale-plan")
            let undone = try await server.post("/api/v1/undo", #"{"change":\#(change["id"].int ?? 0)}"#)
            #expect(undone.status == 201)
            #expect(try await server.get("/api/v1/workspace").json()["classes"][0]["bySplit"]["val"].int == 10)
        }
    }

    @Test("What makes no sense is refused in words")
    func refused() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            try await Blocking.run {
                try Self.fill(server.workspace)
                try Self.embed(server.workspace)
            }
            #expect(try await server.get("/api/v1/typicality?limit=0").errorCode == "bad-parameter")
            #expect(try await server.post("/api/v1/resplit", #"{"lastChange":"x"}"#).status == 422)
            #expect(try await Self.run("styles", on: server) == "done")
            let unknown = try await server.get("/api/v1/typicality?class=xi")
            #expect(unknown.status == 404 && unknown.errorCode == "unknown-class")
        }
    }
}
