import Dataset
import Foundation
import Imaging
import Testing
import Workbench

@Suite("The studio over HTTP")
struct StudioTests {
    private static let api = "/api/v1"

    /// Makes a request, and compares the answer with docs/openapi.yaml.
    private struct Checked: Sendable {
        let document: APIDocument
        let server: LiveServer

        @discardableResult
        func callAsFunction(
            _ method: String, _ template: String, _ path: String, _ body: String? = nil, status: Int = 200
        ) async throws -> JSON {
            let answer = try await server.send(method, StudioTests.api + path, body: body)
            #expect(answer.status == status, "\(method) \(path): \(answer.text.prefix(300))")
            let schema = document.response(method, StudioTests.api + template, status: answer.status)["content"][
                "application/json"]["schema"]
            #expect(!schema.isMissing, "\(method) \(template) does not document \(answer.status)")
            #expect(document.problems(of: try answer.json(), schema: schema) == [], "\(method) \(path)")
            return try answer.json()
        }
    }

    @Test("Rules, a recipe, its preview, and what it made; every answer is as the document says")
    func recipes() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            let check = Checked(document: document, server: server)
            #expect(try await check("GET", "/transforms", "/transforms")["transforms"].array.count == 18)
            #expect(try await check("GET", "/rules", "/rules")["defaults"]["mirror-horizontal"].string == "forbidden")
            try await check("POST", "/rules/preset", "/rules/preset", #"{"preset":"roman"}"#)
            let set = try await check(
                "PATCH", "/rules", "/rules",
                #"{"class":"i","rules":{"mirror-horizontal":{"outcome":"becomes","label":"ii"},"rotate":null},"parts":["i"]}"#
            )
            let one = set["classes"].array.first { $0["name"].string == "i" }
            #expect(one?["rules"]["mirror-horizontal"]["label"].string == "ii")
            try await check(
                "PATCH", "/rules", "/rules", #"{"class":"i","rules":{"fly":{"outcome":"same"}}}"#, status: 422)
            try await check("GET", "/rules/proposals", "/rules/proposals")
            let recipe = #"{"transforms":[{"kind":"mirror-horizontal"}],"source":["label=i"]}"#
            let saved = try await check(
                "POST", "/recipes", "/recipes", #"{"name":"the flips","recipe":\#(recipe)}"#, status: 201)
            #expect(saved["version"].int == 1)
            let preview = try await check(
                "POST", "/recipes/preview", "/recipes/preview", #"{"name":"the flips","limit":5}"#)
            #expect(preview["plan"]["byClass"]["ii"].int == preview["total"].int)
            let id = try #require(preview["id"].string)
            let picture = try await server.get(Self.api + "/proposals/\(id)/images/0")
            #expect(picture.status == 200 && picture.headers["content-type"] == "image/png")
            #expect(try await server.get(Self.api + "/proposals/\(id)/images/99").status == 404)
            #expect(try await server.get(Self.api + "/proposals/..%2Fx").status == 404)
            try await check("POST", "/proposals/{id}/accept", "/proposals/\(id)/accept", "{}", status: 409)
            try await check("GET", "/proposals", "/proposals")
            try await check("GET", "/proposals/{id}", "/proposals/\(id)")
            try await check("POST", "/proposals/{id}/discard", "/proposals/\(id)/discard", "{}")
            let report = try ApplyRecipe(recipe: "the flips").run(
                in: server.workspace, reporting: JobReporter(job: 70, author: "Ada"))
            #expect(report.added > 0)
            let studio = try await check("GET", "/studio", "/studio")
            #expect(studio["derived"].int == report.added && studio["budget"].int == 10_000)
            #expect(try await check("PATCH", "/studio", "/studio", #"{"budget":50}"#)["budget"].int == 50)
            try await check("GET", "/recipes", "/recipes")
            try await check("GET", "/recipes/{name}", "/recipes/the%20flips")
            let parents = try server.workspace.derivations(
                of: server.workspace.samplesTouched(by: #require(report.change), limit: 100) ?? []
            ).flatMap(\.parents)
            let list = parents.map(String.init).joined(separator: ",")
            let counted = try await check("POST", "/derived/count", "/derived/count", #"{"samples":[\#(list)]}"#)
            #expect(counted["derived"].int == report.added)
            try await check("POST", "/derived/samples", "/derived/samples", #"{"samples":[\#(list)]}"#)
            let lineage = try await check("GET", "/samples/{id}/lineage", "/samples/\(parents[0])/lineage")
            #expect(lineage["childCount"].int == 1)
            let child = try #require(lineage["children"][0]["sample"].int)
            #expect(
                try await check("GET", "/samples/{id}/lineage", "/samples/\(child)/lineage")["derivation"]["recipe"]
                    .string
                    == "the flips")
            let move = #"{"edits":[{"samples":[\#(child)],"set":{"split":"test"}}]}"#
            #expect(try await server.post(Self.api + "/changes", move).errorCode == "derived-split")
            _ = try server.workspace.apply(
                EditRequest(author: "Ada", edits: [Edit(samples: [parents[0]], set: CellChanges(label: .set("iii")))]))
            #expect(try await check("GET", "/derived/stale", "/derived/stale")["stale"][0]["sample"].int == child)
            try await check("POST", "/derived/refresh", "/derived/refresh", "{}", status: 201)
            try await check("POST", "/recipes/{name}/remove", "/recipes/the%20flips/remove", "{}")
            try await check("GET", "/recipes/{name}", "/recipes/nothing", status: 404)
        }
    }

    @Test("A sample's paper and strokes, a drawing, pieces and a composition")
    func canvas() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            let check = Checked(document: document, server: server)
            let strokes = try await check("GET", "/samples/{id}/strokes", "/samples/1/strokes")
            #expect(strokes["width"].int == 40 && strokes["pieces"].array.count == 1)
            #expect(strokes["pieces"][0]["box"].ints.count == 4)
            let paper = try await server.get(Self.api + "/samples/1/paper")
            #expect(paper.status == 200 && paper.headers["content-type"] == "image/png")
            #expect(try await server.get(Self.api + "/samples/999/paper").status == 404)

            let png = try PNGEncoder.encode(Picture(width: 40, height: 20, filledWith: [250]))
            let saved = try await Self.put(png, "parent=2&label=ii&step=1", on: server)
            #expect(saved.status == 201, "\(saved.text)")
            let sample = try saved.json()["samples"][0]
            #expect(sample["label"].string == "ii" && sample["split"].string == "train")
            #expect(sample["tags"].strings == ["derived"])
            #expect(try await Self.put(png, "parent=999", on: server).status == 422)
            #expect(try await Self.put(png, "label=ii", on: server).status == 400)
            #expect(try await Self.put(Array("no picture".utf8), "parent=2", on: server).status == 422)
            #expect(try await Self.put(SmallDataset.picture(2), "parent=2", on: server).errorCode == "nothing-drawn")
            #expect(try await Self.put(png, "parent=2", on: server, type: "text/plain").status == 415)
            let elsewhere = try await server.send(
                "POST", Self.api + "/changes", headers: ["Content-Type": "image/png"], body: "{}")
            #expect(elsewhere.status == 415, "only drawings are pictures")

            let piece = try await check(
                "POST", "/pieces", "/pieces", #"{"sample":1,"name":"bar","strokes":[0]}"#, status: 201)
            let id = try #require(piece["id"].int)
            #expect(try await server.get(Self.api + "/pieces/\(id)/image").status == 200)
            #expect(try await check("GET", "/pieces", "/pieces?q=BA")["total"].int == 1)
            try await check("PATCH", "/pieces/{id}", "/pieces/\(id)", #"{"name":"i"}"#)
            try await check(
                "PATCH", "/rules", "/rules", #"{"class":"ii","parts":["i","i"]}"#)
            let composed = try await check("POST", "/compose", "/compose", #"{"labels":["ii"]}"#)
            let proposal = try #require(composed["id"].string)
            try await check(
                "POST", "/proposals/{id}/accept", "/proposals/\(proposal)/accept", #"{"only":[0]}"#, status: 201)
            try await check("POST", "/pieces", "/pieces", #"{"sample":1,"name":"x","strokes":[7]}"#, status: 422)
            try await check("POST", "/pieces", "/pieces", #"{"sample":1,"name":"x","runs":[0,0,9999]}"#, status: 422)
            try await check("POST", "/pieces/{id}/remove", "/pieces/\(id)/remove", "{}")
            try await check("POST", "/pieces/{id}/remove", "/pieces/\(id)/remove", "{}", status: 404)
        }
    }

    @Test("What was grown is told as the document says; what cannot be grown is refused")
    func growing() async throws {
        let document = try APIDocument()
        // Every image is another, so that those of train are not in val, too.
        try await LiveServer.run(samples: 0) { server async throws in
            let check = Checked(document: document, server: server)
            let workspace = server.workspace
            try await Blocking.run { try SmallDataset.fill(workspace, count: 25, different: 25) }
            #expect(try await check("GET", "/growths", "/growths")["growths"].array.isEmpty)
            try await check("GET", "/growths/{id}", "/growths/grow-0", status: 404)
            #expect(try await server.get(Self.api + "/growths/..%2Fx/report.html").status == 404)
            try await check("POST", "/jobs", "/jobs", #"{"kind":"grow","parameters":{}}"#, status: 422)
            try await check(
                "POST", "/jobs", "/jobs", #"{"kind":"grow","parameters":{"recipe":"r","rounds":0}}"#, status: 422)
            guard Models.present else { return }
            let report = try await Blocking.run {
                let reporter = JobReporter(job: 1, author: "Ada")
                _ = try EmbedImages(model: "characters").run(in: workspace, reporting: reporter)
                _ = try RecipeShelf(workspace).save(
                    Recipe(transforms: [TransformRange(.noise)]), name: "r", author: "Ada")
                return try GrowDataset(recipe: "r", copies: 2, epochs: 1, seeds: 1, rounds: 1).run(
                    in: workspace, reporting: reporter)
            }
            let all = try await check("GET", "/growths", "/growths")["growths"].array
            #expect(all.count == 1 && all[0]["picks"].isMissing && all[0]["rounds"].array.count == report.rounds + 1)
            let one = try await check("GET", "/growths/{id}", "/growths/\(report.growth)")
            #expect(one["proposed"].int == report.proposed && one["isWaiting"].bool == (report.proposal != nil))
            let page = try await server.get(Self.api + "/growths/\(report.growth)/report.html")
            #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["content-disposition"]?.hasPrefix("attachment") == true)
            if let proposal = report.proposal {
                try await check("GET", "/proposals/{id}", "/proposals/\(proposal)")
            }
        }
    }

    /// Sends a picture as the body of a drawing.
    private static func put(
        _ png: [UInt8], _ query: String, on server: LiveServer, type: String = "image/png"
    ) async throws -> Answer {
        let (port, host) = (server.port, server.host)
        let head =
            "POST \(api)/drawings?\(query) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\nContent-Type: \(type)\r\nContent-Length: \(png.count)\r\n\r\n"
        return try await Blocking.run {
            let client = try RawClient(port: port)
            try client.send(Array(head.utf8) + png)
            return try client.answer(hasBody: true)
        }
    }
}
