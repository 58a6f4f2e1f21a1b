import Dataset
import Foundation
import Testing
import Workbench

@Suite("The history over HTTP: differences, going back, reports, conflicts")
struct HistoryTests {
    private static let api = "/api/v1"

    @Test("Two points are compared, gone back to and reported, as the document says")
    func whole() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            @Sendable func check(
                _ method: String, _ template: String, _ path: String, _ body: String? = nil, status: Int = 200
            )
                async throws -> JSON
            {
                let answer = try await server.send(
                    method, Self.api + path, headers: ["X-Tessera-Author": "Ada"], body: body)
                #expect(answer.status == status, "\(method) \(path): \(answer.text.prefix(300))")
                let schema = document.response(method, Self.api + template, status: answer.status)["content"][
                    "application/json"]["schema"]
                #expect(!schema.isMissing, "\(method) \(template) does not document \(answer.status)")
                #expect(document.problems(of: try answer.json(), schema: schema) == [], "\(method) \(path)")
                return try answer.json()
            }
            let edit = #"{"reason":"<b>by hand</b>","edits":[{"samples":[1,2],"set":{"label":"i"}}]}"#
            #expect(try await server.post(Self.api + "/changes", edit).status == 201)
            let difference = try await check("GET", "/diff", "/diff?from=1")
            #expect(difference["relabelled"]["count"].int == 2)
            #expect(difference["groups"][0]["reason"].string == "<b>by hand</b>")
            #expect(try await server.get(Self.api + "/diff").status == 400)
            #expect(try await server.get(Self.api + "/diff?from=v9").status == 422)
            let preview = try await check("GET", "/revert/preview", "/revert/preview?to=1")
            let seen = try #require(preview["seen"].int)
            #expect(preview["labels"].int == 2)
            let page = try await server.get(Self.api + "/report?from=1")
            #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(page.text.contains("&lt;b&gt;by hand&lt;/b&gt;") && !page.text.contains("<b>by hand"))
            #expect(page.text.contains("data:image/png;base64,"))
            let report = try await server.get(Self.api + "/report?from=1&format=json").json()
            #expect(report["difference"]["relabelled"]["count"].int == 2)
            #expect(report["people"][0]["changes"].int == 1)
            #expect(try await server.get(Self.api + "/report?format=pdf").status == 400)
            let back = try await check("POST", "/revert", "/revert", #"{"to":"1","seen":\#(seen)}"#, status: 201)
            #expect(back["change"]["summary"].string == "back to change 1")
            _ = try await check("POST", "/revert", "/revert", #"{"to":"1","seen":\#(seen)}"#, status: 409)
            _ = try await check("POST", "/revert", "/revert", "{}", status: 422)
            let again = try await check("POST", "/revert", "/revert", #"{"change":3,"reason":"no"}"#, status: 201)
            #expect(again["change"]["reason"].string == "no")
            #expect(try await check("GET", "/conflicts", "/conflicts?all=1")["conflicts"].array.isEmpty)
            #expect(try await server.post(Self.api + "/conflicts/1/decision", #"{"take":"ours"}"#).status == 404)
            #expect(try await server.post(Self.api + "/conflicts/1/decision", #"{"take":"other"}"#).status == 422)
        }
    }

    @Test("A conflict of two copies is listed and decided")
    func conflict() async throws {
        try await LiveServer.run { server async throws in
            let workspace = server.workspace
            var other = try workspace.copyContents()
            _ = try workspace.apply(
                EditRequest(author: "Ada", edits: [Edit(samples: [1], set: CellChanges(label: .set("i")))]))
            let label = try #require(other.changes[0].classCells.first { $0.after == .text("iii") }?.subject)
            let before = try #require(other.changes[0].classCells.first { $0.after == .text("ii") }?.subject)
            var change = LoggedChange(
                id: 2, at: "2026-01-01T00:00:00.000Z", author: "Grace", reason: "sure", kind: .edit, summary: "label",
                importID: nil)
            change.sampleCells = [
                LoggedCell(subject: 1, field: "label", before: .integer(before), after: .integer(label))
            ]
            other.changes.append(change)
            _ = try workspace.merge(other, author: "Ada")
            let open = try await server.get(Self.api + "/conflicts").json()["conflicts"]
            #expect(open[0]["ours"].string == "i" && open[0]["theirs"].string == "iii")
            #expect(open[0]["theirReason"].string == "sure")
            let id = try #require(open[0]["id"].int)
            let decided = try await server.post(Self.api + "/conflicts/\(id)/decision", #"{"take":"theirs"}"#)
            #expect(decided.status == 201)
            #expect(try decided.json()["change"]["count"].int == 1)
            #expect(try workspace.samples([1]).first?.label == "iii")
            #expect(
                try await server.post(Self.api + "/conflicts/\(id)/decision", #"{"take":"ours"}"#).status == 409)
        }
    }

    @Test("A bundle that is sent is looked at first, comes in as a job, and its conflicts are decided at once")
    func merge() async throws {
        let document = try APIDocument()
        try await LiveServer.run { server async throws in
            let workspace = server.workspace
            let root = workspace.directory.root.deletingLastPathComponent().appendingPathComponent("other.tessera")
            try FileManager.default.copyItem(at: workspace.directory.root, to: root)
            let other = try Workspace.open(root)
            let since = try other.lastChange()
            for (side, label, author) in [(workspace, "i", "Ada"), (other, "iii", "Grace")] {
                _ = try side.apply(
                    EditRequest(
                        author: author, edits: [Edit(samples: [1, 4], set: CellChanges(label: .set(label)))],
                        createClasses: true))
            }
            _ = try other.apply(
                EditRequest(author: "Grace", edits: [Edit(samples: [3], set: CellChanges(addTags: ["odd"]))]))
            let file = root.deletingLastPathComponent().appendingPathComponent("b.bundle")
            _ = try await JobRunner(workspace: other).run(MakeBundle(file: file, since: since), author: "Grace")
            let bundle = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let type = ["Content-Type": "application/x-tar", "X-Tessera-Author": "Ada"]
            @Sendable func send(_ query: String) async throws -> JSON {
                let answer = try await server.post(Self.api + "/merge" + query, bundle, headers: type)
                #expect(answer.status == 201, "\(answer.text.prefix(300))")
                let id = try #require(try answer.json()["id"].int)
                #expect(try await JobTests.end(of: id, on: server) == "done")
                let job = try await server.get(Self.api + "/jobs/\(id)").json()
                let schema = document.root["components"]["schemas"]["MergeReport"]
                #expect(document.problems(of: job["result"], schema: schema) == [])
                return job["result"]
            }
            let trial = try await send("?trial=1")
            #expect(trial["conflicts"].array.count >= 1 && trial["changes"].int == 1)
            #expect(try workspace.samples([3]).first?.tags == [], "a trial changes nothing")
            let report = try await send("")
            #expect(report["conflicts"].array.count == trial["conflicts"].array.count)
            #expect(try workspace.samples([3]).first?.tags == ["odd"])
            let left = try FileManager.default.contentsOfDirectory(
                atPath: workspace.directory.cache.appendingPathComponent("sent").path)
            #expect(left.isEmpty, "what was sent is not kept")
            let decided = try await server.post(Self.api + "/conflicts/decision", #"{"take":"theirs"}"#)
            #expect(decided.status == 201)
            #expect(try decided.json()["decided"].int == report["conflicts"].array.count)
            #expect(try workspace.samples([1, 4]).map(\.label) == ["iii", "iii"])
            #expect(try await server.post(Self.api + "/conflicts/decision", #"{"take":"x"}"#).status == 422)
            #expect(try await server.post(Self.api + "/merge", "{}").status == 415)
            #expect(try await server.post(Self.api + "/merge?take=mine", bundle, headers: type).status == 400)
            #expect(try await server.post(Self.api + "/merge?trial=x", bundle, headers: type).status == 400)
            let large = type.merging(["Content-Length": "1073741825"]) { $1 }
            #expect(try await server.post(Self.api + "/merge", "", headers: large).status == 413)
            // What is no bundle is a job that failed and says why.
            let bad = try await server.post(Self.api + "/merge", "no bundle", headers: type)
            let id = try #require(try bad.json()["id"].int)
            #expect(try await JobTests.end(of: id, on: server) == "failed")
        }
    }
}
