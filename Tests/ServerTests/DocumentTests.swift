import Dataset
import Foundation
import Server
import Testing

@Suite("docs/openapi.yaml says what the server does")
struct DocumentTests {
    @Test("Every endpoint is documented, and every documented one exists")
    func endpoints() async throws {
        let document = try APIDocument()
        try await LiveServer.run(samples: 0) { server async throws in
            let endpoints = try await server.server.endpoints().filter { $0.path.hasPrefix("/api/") }
            let registered = Set(endpoints.map { "\($0.method) \($0.path)" })
            #expect(registered == document.operations)
            #expect(registered.count > 20)
        }
    }

    @Test("The document is whole: references lead somewhere, operations have a name, a summary and a refusal")
    func whole() throws {
        let document = try APIDocument()
        #expect(document.root["openapi"].string == "3.1.0")
        #expect(document.danglingReferences() == [])
        var names: [String] = []
        for entry in document.operations {
            let parts = entry.split(separator: " ").map(String.init)
            let operation = document.operation(parts[0], parts[1])
            names.append(operation["operationId"].string ?? "")
            #expect(operation["summary"].string?.isEmpty == false, "\(entry)")
            #expect(!operation["responses"]["default"].isMissing, "\(entry)")
            let inPath = Set(parts[1].matches(of: #/\{(\w+)\}/#).map { String($0.1) })
            let described = operation["parameters"].array.map { document.resolve($0) }
                .filter { $0["in"].string == "path" }.compactMap { $0["name"].string }
            #expect(inPath == Set(described), "\(entry)")
            if parts[0] != "GET" { #expect(!operation["requestBody"].isMissing, "\(entry)") }
        }
        #expect(Set(names).count == names.count && !names.contains(""))
    }

    @Test("Answers of a live server are as their schemas say")
    func answers() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            func check(_ method: String, _ template: String, _ path: String, _ body: String? = nil, status: Int)
                async throws
            {
                let answer = try await server.send(method, path, body: body)
                #expect(answer.status == status, "\(method) \(path): \(answer.text.prefix(300))")
                let response = document.response(method, template, status: answer.status)
                let type = answer.headers["content-type"].map { String($0.prefix { $0 != ";" }) } ?? ""
                let schema = response["content"][type]["schema"]
                #expect(!schema.isMissing, "\(method) \(template) does not document \(type) for \(answer.status)")
                guard type == "application/json" else { return }
                let problems = document.problems(of: try answer.json(), schema: schema)
                #expect(problems == [], "\(method) \(path)")
            }
            let edit =
                #"{"reason":"x","edits":[{"samples":[1,2],"set":{"label":"ii","split":null,"columns":{"writer":null}}}]}"#
            let stale = #"{"edits":[{"samples":[1],"revisions":[1],"set":{"label":"i"}}]}"#
            let api = "/api/v1"
            try await check("GET", api + "/workspace", api + "/workspace", status: 200)
            try await check("GET", api + "/refusals", api + "/refusals", status: 200)
            try await check("POST", api + "/changes", api + "/changes", edit, status: 201)
            _ = try server.workspace.apply(
                EditRequest(author: "Bo", edits: [Edit(samples: [1], set: CellChanges(label: .set("iii")))]))
            try await check("POST", api + "/changes", api + "/changes", stale, status: 409)
            try await check("POST", api + "/changes", api + "/changes", "{}", status: 422)
            try await check("POST", api + "/undo", api + "/undo", "{}", status: 201)
            try await check("POST", api + "/redo", api + "/redo", "{}", status: 201)
            try await check("POST", api + "/redo", api + "/redo", "{}", status: 409)
            try await check("POST", api + "/classes", api + "/classes", #"{"name":"iv"}"#, status: 201)
            try await check("PATCH", api + "/classes/{id}", api + "/classes/1", #"{"position":1}"#, status: 201)
            try await check("GET", api + "/changes", api + "/changes", status: 200)
            try await check("GET", api + "/changes/{id}", api + "/changes/1", status: 200)
            try await check("GET", api + "/changes/{id}", api + "/changes/2", status: 200)
            try await check("GET", api + "/changes/{id}", api + "/changes/99", status: 404)
            try await check("GET", api + "/samples", api + "/samples", status: 200)
            try await check("GET", api + "/samples", api + "/samples?ids=1,6", status: 200)
            try await check("GET", api + "/samples", api + "/samples?limit=x", status: 400)
            try await check("GET", api + "/samples/{id}", api + "/samples/1", status: 200)
            try await check("GET", api + "/samples/{id}", api + "/samples/99", status: 404)
            try await check("GET", api + "/samples/columns", api + "/samples/columns?fields=id", status: 200)
            try await check("GET", api + "/samples/{id}/thumbnail", api + "/samples/1/thumbnail", status: 200)
            try await check("GET", api + "/samples/{id}/image", api + "/samples/1/image", status: 200)
            try await check("GET", api + "/samples/{id}/neighbors", api + "/samples/1/neighbors", status: 409)
            try await check("GET", api + "/map/export.html", api + "/map/export.html", status: 409)
            try await check("GET", api + "/map/export.vl.json", api + "/map/export.vl.json", status: 409)
            try await check(
                "POST", api + "/jobs", api + "/jobs", #"{"kind":"verify","parameters":{"name":"no"}}"#, status: 201)
            try await check("POST", api + "/jobs", api + "/jobs", #"{"kind":"x"}"#, status: 422)
            _ = try await JobTests.end(of: 1, on: server)
            try await check("GET", api + "/jobs", api + "/jobs", status: 200)
            try await check("GET", api + "/jobs/{id}", api + "/jobs/1", status: 200)
            try await check("GET", api + "/jobs/{id}", api + "/jobs/99", status: 404)
            let say = #"{"answers":[{"sample":2,"label":"i","confidence":0.5}]}"#
            try await check("GET", api + "/labelling", api + "/labelling", status: 200)
            try await check("PATCH", api + "/labelling", api + "/labelling", #"{"answersWanted":2}"#, status: 200)
            try await check(
                "POST", api + "/labelling/next", api + "/labelling/next", #"{"holder":"a-window"}"#, status: 200)
            try await check(
                "POST", api + "/labelling/release", api + "/labelling/release", #"{"holder":"a-window"}"#, status: 200)
            try await check("POST", api + "/answers", api + "/answers", say, status: 201)
            try await check("GET", api + "/answers", api + "/answers?sample=2", status: 200)
            try await check("GET", api + "/agreement", api + "/agreement", status: 200)
            try await check("GET", api + "/consensus", api + "/consensus?minAnswers=1", status: 200)
            try await check("POST", api + "/answers/undo", api + "/answers/undo", "{}", status: 201)
            try await check("POST", api + "/answers/undo", api + "/answers/undo", "{}", status: 409)
            try await check("POST", api + "/rooms", api + "/rooms", "{}", status: 201)
            try await check("GET", api + "/rooms/{code}", api + "/rooms/nowhere", status: 404)
            try await check("POST", api + "/presence", api + "/presence", #"{"client":"one-page"}"#, status: 200)
            try await check("GET", api + "/presence", api + "/presence", status: 200)
            try await check("GET", api + "/health", api + "/health", status: 200)
            try await check("GET", api + "/openapi.yaml", api + "/openapi.yaml", status: 200)
        }
    }
}
