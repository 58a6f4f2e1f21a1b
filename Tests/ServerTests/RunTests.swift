import Dataset
import Foundation
import Testing
import Workbench

@Suite("Versions, trainers and runs over HTTP")
struct RunTests {
    @Test("A training is started, told, and read in every way; answers are as the document says")
    func walk() async throws {
        let document = try APIDocument()
        try await LiveServer.run(samples: 30) { server async throws in
            func check(_ method: String, _ template: String, _ path: String, _ body: String? = nil, status: Int = 200)
                async throws -> JSON
            {
                let answer = try await server.send(method, "/api/v1" + path, body: body)
                #expect(answer.status == status, "\(method) \(path): \(answer.text.prefix(300))")
                let response = document.response(method, "/api/v1" + template, status: answer.status)
                let schema = response["content"]["application/json"]["schema"]
                #expect(document.problems(of: try answer.json(), schema: schema) == [], "\(method) \(path)")
                return try answer.json()
            }
            _ = try await check("POST", "/versions", "/versions", #"{"name":"v1","note":"first"}"#, status: 201)
            _ = try await check("GET", "/versions", "/versions")
            _ = try await check("POST", "/trainers", "/trainers", #"{"name":"short","epochs":2}"#, status: 201)
            _ = try await check("GET", "/trainers", "/trainers")
            let body = #"{"kind":"train","parameters":{"version":"v1","trainer":"short","seeds":2}}"#
            let job = try await check("POST", "/jobs", "/jobs", body, status: 201)
            #expect(job["parameters"]["version"].string == "1")
            #expect(try await JobTests.end(of: job["id"].int ?? 0, on: server) == "done")
            #expect(try server.workspace.applyEdit() > 1)
            let second = try await check(
                "POST", "/jobs", "/jobs", #"{"kind":"train","parameters":{"trainer":"short"}}"#, status: 201)
            #expect(try await JobTests.end(of: second["id"].int ?? 0, on: server) == "done")

            let groups = try await check("GET", "/runs", "/runs?eval=odd%20one")
            #expect(groups["groups"].array.count == 2 && groups["groups"][1]["version"]["name"].string == "v1")
            let detail = try await check("GET", "/runs/{id}", "/runs/1")
            #expect(detail["epochs"].array.count == 2 && detail["set"].string == "val")
            _ = try await check("GET", "/runs/{id}", "/runs/1?set=all")
            let hard = try await check("GET", "/runs/{id}/samples", "/runs/1/samples?set=val&sort=area&limit=3")
            #expect(hard["samples"].array.count == 3)
            let ids = try await check("GET", "/runs/{id}/samples", "/runs/1/samples?set=all&format=ids")
            #expect(ids["ids"].array.count == 30)
            let near = try await check("GET", "/runs/{id}/neighbors", "/runs/1/neighbors?sample=1&k=2")
            #expect(near["neighbors"].array.count == 2)
            let compared = try await check("GET", "/runs/compare", "/runs/compare?first=1&second=3")
            #expect(compared["dataset"]["relabelled"]["count"].int == 1)
            let board = try await check("GET", "/leaderboard", "/leaderboard")
            #expect(board["boards"][0]["entries"].array.count == 2)
            let file = try await server.get("/api/v1/runs/1/files/probabilities.npy")
            #expect(file.status == 200 && file.text.contains("NUMPY"))
        }
    }

    @Test("What cannot be is refused with its code")
    func refused() async throws {
        try await LiveServer.run(samples: 12) { server async throws in
            for (path, status, code) in [
                ("/runs/7", 404, "not-found"), ("/runs/x", 404, "not-found"), ("/runs/7/samples", 404, "not-found"),
                ("/runs/compare?first=1", 400, "bad-parameter"), ("/runs/compare?first=1&second=2", 404, "not-found"),
                ("/runs/7/neighbors", 400, "bad-parameter"), ("/runs/7/samples?sort=beauty", 400, "bad-parameter"),
                ("/runs/7/samples?correct=maybe", 400, "bad-parameter"),
                ("/runs/7/files/..%2F..%2Fworkspace.sqlite", 404, "not-found"),
                ("/runs/7/files/workspace.sqlite", 404, "not-found"), ("/runs/7/files/run.json", 404, "not-found"),
            ] {
                let answer = try await server.get("/api/v1" + path)
                #expect(answer.status == status && answer.errorCode == code, "\(path): \(answer.text)")
            }
            for (path, body, status, code) in [
                ("/versions", #"{"name":"12"}"#, 422, "invalid-version-name"), ("/versions", "{}", 422, "bad-body"),
                ("/versions", #"{"name":"v","change":99}"#, 422, "unknown-change"),
                ("/trainers", #"{"name":"x","command":"rm {data} {out}"}"#, 422, "not-from-outside"),
                ("/trainers", #"{"name":"x","epoch":3}"#, 422, "bad-trainer"),
                ("/trainers", #"{"name":"competition","epochs":3}"#, 409, "trainer-frozen"),
                ("/jobs", #"{"kind":"train","parameters":{"version":"v9"}}"#, 422, "unknown-version"),
                ("/jobs", #"{"kind":"train","parameters":{"seeds":1000}}"#, 422, "bad-parameters"),
                ("/jobs", #"{"kind":"train","parameters":{"folds":1}}"#, 422, "bad-parameters"),
            ] {
                let answer = try await server.post("/api/v1" + path, body)
                #expect(answer.status == status && answer.errorCode == code, "\(path) \(body): \(answer.text)")
            }
            #expect(try await server.post("/api/v1/versions", #"{"name":"v1"}"#).status == 201)
            _ = try server.workspace.applyEdit()
            #expect(try await server.post("/api/v1/versions", #"{"name":"v1"}"#).errorCode == "version-exists")
        }
    }
}

extension Workspace {
    /// Gives sample 2 another label.
    fileprivate func applyEdit() throws -> Int64 {
        try apply(EditRequest(author: "Bo", edits: [Edit(samples: [2], set: CellChanges(label: .set("i")))])).change.id
    }
}
