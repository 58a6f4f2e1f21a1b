import Dataset
import Foundation
import Testing

@Suite("Edits: kept, told, undone")
struct EditTests {
    @Test("An edit is one change; the answer has the samples as they are now")
    func edit() async throws {
        try await LiveServer.run { server async throws in
            let body = #"{"reason":"by eye","edits":[{"samples":[1,2],"set":{"label":"iii","addTags":["checked"]}}]}"#
            let answer = try await server.post("/api/v1/changes", body, headers: ["X-Tessera-Author": "Ada%20L."])
            #expect(answer.status == 201)
            let applied = try answer.json()
            #expect(applied["change"]["author"].string == "Ada L." && applied["change"]["reason"].string == "by eye")
            #expect(applied["change"]["undoneBy"].isNull)
            #expect(applied["samples"].array.map { $0["id"].int } == [1, 2])
            #expect(applied["samples"][0]["label"].string == "iii")
            #expect(applied["samples"][0]["tags"].strings == ["checked", "odd one"])
            #expect(applied["samples"][0]["revision"].int == applied["revision"].int)
            let history = try await server.get("/api/v1/changes?limit=1").json()["changes"]
            #expect(history[0]["id"].int == applied["change"]["id"].int)
            let detail = try await server.get("/api/v1/changes/\(applied["revision"].int ?? 0)").json()
            #expect(Set(detail["cells"].array.compactMap { $0["sample"].int }) == [1, 2])
            #expect(try await server.get("/api/v1/changes/999").status == 404)
        }
    }

    @Test("Undo and redo, each by the author or by the change")
    func undo() async throws {
        try await LiveServer.run { server async throws in
            let ada = ["X-Tessera-Author": "Ada"]
            #expect(try await server.post("/api/v1/undo", "{}", headers: ada).errorCode == "nothing-to-undo")
            let body = #"{"edits":[{"samples":[2],"set":{"split":null}}]}"#
            let change = try await server.post("/api/v1/changes", body, headers: ada).json()["change"]["id"].int ?? 0
            #expect(try await server.get("/api/v1/workspace", headers: ada).json()["canUndo"].bool == true)
            let undone = try await server.post("/api/v1/undo", "{}", headers: ada)
            #expect(undone.status == 201)
            #expect(try undone.json()["samples"][0]["split"].string == "train")
            #expect(try undone.json()["change"]["undoes"].int == change)
            #expect(try await server.post("/api/v1/undo", "{}", headers: ada).errorCode == "nothing-to-undo")
            #expect(try await server.get("/api/v1/workspace", headers: ada).json()["canRedo"].bool == true)
            let redone = try await server.post("/api/v1/redo", "{}", headers: ada)
            #expect(try redone.json()["samples"][0]["split"].isNull)
            #expect(try await server.post("/api/v1/redo", "{}", headers: ada).errorCode == "nothing-to-redo")
            let other = try await server.post(
                "/api/v1/undo", #"{"change":\#(change)}"#, headers: ["X-Tessera-Author": "Bo"])
            #expect(other.status == 201)
            #expect(try await server.post("/api/v1/undo", #"{"change":\#(change)}"#).status == 409)
            #expect(try await server.post("/api/v1/undo", #"{"change":12345}"#).errorCode == "unknown-change")
        }
    }

    @Test("Two people, one cell: the later one is told by whom and what, and nothing is lost")
    func conflict() async throws {
        try await LiveServer.run { server async throws in
            func set(_ label: String, by author: String) async throws -> Answer {
                try await server.post(
                    "/api/v1/changes", #"{"edits":[{"samples":[1],"revisions":[1],"set":{"label":"\#(label)"}}]}"#,
                    headers: ["X-Tessera-Author": author])
            }
            #expect(try await set("iii", by: "Ada").status == 201)
            let answer = try await set("i", by: "Bo")
            #expect(answer.status == 409 && answer.errorCode == "conflict")
            let conflict = try answer.json()["error"]["details"]["conflicts"][0]
            #expect(conflict["sample"].int == 1 && conflict["field"].string == "label")
            #expect(conflict["yours"].string == "i" && conflict["theirs"].string == "iii")
            #expect(conflict["author"].string == "Ada")
            #expect(try await server.get("/api/v1/samples/1").json()["label"].string == "iii")
        }
    }

    @Test("What cannot be done is 422 with its code, and nothing of it is done")
    func refused() async throws {
        try await LiveServer.run { server async throws in
            for (set, samples, code) in [
                (#"{"label":"xlii"}"#, "[1]", "unknown-class"), (#"{"split":"holdout"}"#, "[1]", "invalid-split"),
                (#"{"split":"test"}"#, "[1,99]", "unknown-sample"),
                (#"{"columns":{"nothing":1}}"#, "[1]", "unknown-column"),
                (#"{"columns":{"slant":"steep"}}"#, "[1]", "invalid-value"),
                (#"{"label":"../x"}"#, "[1]", "unknown-class"),
            ] {
                let answer = try await server.post(
                    "/api/v1/changes", #"{"edits":[{"samples":\#(samples),"set":\#(set)}]}"#)
                #expect(answer.status == 422, "\(set) \(answer.text)")
                #expect(answer.errorCode == code, "\(set)")
            }
            let unsafe = #"{"createClasses":true,"edits":[{"samples":[1],"set":{"label":"../x"}}]}"#
            #expect(try await server.post("/api/v1/changes", unsafe).errorCode == "invalid-class-name")
            #expect(try server.workspace.summary().lastChange == 1)
        }
    }

    @Test("A label that is markup is kept, and given back, as text")
    func markup() async throws {
        try await LiveServer.run { server async throws in
            let name = #"<script>alert("x")</script>"#.replacingOccurrences(of: "/", with: "")
            let quoted = name.replacingOccurrences(of: "\"", with: "\\\"")
            let body =
                #"{"createClasses":true,"reason":"<b>","edits":[{"samples":[1],"set":{"label":"\#(quoted)","addTags":["</script>"]}}]}"#
            #expect(try await server.post("/api/v1/changes", body).status == 201)
            for path in ["/api/v1/samples/1", "/api/v1/workspace", "/api/v1/changes", "/api/v1/samples?q=picture"] {
                let answer = try await server.get(path)
                #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            }
            let sample = try await server.get("/api/v1/samples/1").json()
            #expect(sample["label"].string == name && sample["tags"].strings.contains("</script>"))
            let filter = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            #expect(try await server.get("/api/v1/samples?label=\(filter)").json()["total"].int == 1)
        }
    }

    @Test("Classes are added, renamed and moved as changes, and undone like them")
    func classes() async throws {
        try await LiveServer.run { server async throws in
            func names() async throws -> [String?] {
                try await server.get("/api/v1/workspace").json()["classes"].array.map { $0["name"].string }
            }
            #expect(try await server.post("/api/v1/classes", #"{"name":"iv"}"#).status == 201)
            #expect(try await names() == ["i", "ii", "iii", "iv"])
            #expect(try await server.post("/api/v1/classes", #"{"name":"iv"}"#).errorCode == "class-exists")
            #expect(try await server.post("/api/v1/classes", #"{"name":"a/b"}"#).errorCode == "invalid-class-name")
            let classes = try await server.get("/api/v1/workspace").json()["classes"]
            let path = "/api/v1/classes/\(classes[3]["id"].int ?? 0)"
            #expect(try await server.send("PATCH", path, body: #"{"name":"four","position":0}"#).status == 201)
            #expect(try await names() == ["four", "i", "ii", "iii"])
            #expect(try await server.post("/api/v1/undo", "{}").status == 201)
            #expect(try await names() == ["i", "ii", "iii", "iv"])
            #expect(try await server.send("PATCH", path, body: "{}").status == 422)
            #expect(try await server.send("PATCH", "/api/v1/classes/999", body: #"{"name":"x"}"#).status == 422)
        }
    }

    @Test("Many people edit at once: every acknowledged change is in the history, in one order")
    func burst() async throws {
        try await LiveServer.run(samples: 20) { server async throws in
            let acknowledged = try await withThrowingTaskGroup(of: [Int].self) { group in
                for person in 0..<4 {
                    group.addTask {
                        var ids: [Int] = []
                        for turn in 0..<10 {
                            let split = turn.isMultiple(of: 2) ? "test" : "train"
                            let sample = person * 5 + turn % 5 + 1
                            let answer = try await server.post(
                                "/api/v1/changes", #"{"edits":[{"samples":[\#(sample)],"set":{"split":"\#(split)"}}]}"#,
                                headers: ["X-Tessera-Author": "p\(person)"])
                            if answer.status == 201 { ids.append(try answer.json()["change"]["id"].int ?? 0) }
                        }
                        return ids
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(acknowledged).count == acknowledged.count)
            let history = try await server.get("/api/v1/changes?limit=500").json()["changes"].array.compactMap {
                $0["id"].int
            }
            #expect(Set(history).isSuperset(of: acknowledged))
            #expect(history == history.sorted(by: >))
        }
    }
}
