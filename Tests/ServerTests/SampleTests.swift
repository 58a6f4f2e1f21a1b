import Dataset
import Testing

@Suite("Samples: look at them")
struct SampleTests {
    @Test("The workspace in numbers")
    func workspace() async throws {
        try await LiveServer.run(samples: 6) { server async throws in
            let view = try await server.get("/api/v1/workspace").json()
            #expect(view["name"].string == "numerals")
            #expect(view["isDemo"].bool == false)
            #expect(view["directoryName"].string == "numerals.tessera")
            #expect(
                view["counts"].object.mapValues(\.int) == ["samples": 6, "images": 3, "unlabeled": 1, "trashed": 0])
            #expect(view["classes"].array.map { $0["name"].string } == ["i", "ii", "iii"])
            #expect(view["classes"][1]["bySplit"]["train"].int == 1)
            #expect(view["splits"].strings == ["train", "val", "test"])
            #expect(view["tags"][0]["name"].string == "odd one")
            #expect(Set(view["columns"].array.compactMap { $0["name"].string }) == ["writer", "slant"])
            #expect(view["canUndo"].bool == false)
        }
    }

    @Test("A page of a filter, sorted, with the total; nothing is null that is not there")
    func page() async throws {
        try await LiveServer.run(samples: 10) { server async throws in
            let page = try await server.get("/api/v1/samples?split=val&sort=-name&limit=2&offset=1").json()
            #expect(page["total"].int == 5)
            #expect(page["samples"].array.map { $0["name"].string } == ["picture 7.png", "picture 5.png"])
            let unlabelled = try await server.get("/api/v1/samples?label=").json()
            #expect(unlabelled["samples"].array.map { $0["id"].int } == [10])
            #expect(unlabelled["samples"][0]["label"].isNull && unlabelled["samples"][0]["split"].isNull)
            let several = try await server.get("/api/v1/samples?label=i&label=ii&split=none&split=train").json()
            #expect(several["samples"].array.compactMap { $0["id"].int } == [4, 6])
            #expect(try await server.get("/api/v1/samples?tag=odd+one").json()["total"].int == 1)
            #expect(try await server.get("/api/v1/samples?q=PICTURE%203").json()["total"].int == 1)
            #expect(try await server.get("/api/v1/samples?column.writer=w1").json()["total"].int == 5)
            #expect(try await server.get("/api/v1/samples?label=nothing").json()["total"].int == 0)
            #expect(try await server.get("/api/v1/samples?limit=0").json()["total"].int == 10)
        }
    }

    @Test("Pages that keep to one change are all of its samples, each once, whatever is edited between them")
    func pagesOfOneChange() async throws {
        try await LiveServer.run(samples: 30) { server async throws in
            let query = "/api/v1/samples?split=train&sort=-label,name&limit=4"
            var page = try await server.get(query).json()
            let (at, total) = (page["at"].int ?? 0, page["total"].int ?? 0)
            #expect(at == 1 && total == 14 && page["projection"].isMissing)
            var ids = page["samples"].array.compactMap { $0["id"].int }
            while ids.count < total {
                let set = ids.count.isMultiple(of: 8) ? #"{"split":"val"}"# : #"{"label":"i"}"#
                let edit = #"{"edits":[{"samples":[\#(ids[0]),\#(32 - ids.count)],"set":\#(set)}]}"#
                #expect(try await server.post("/api/v1/changes", edit).status == 201)
                page = try await server.get("\(query)&at=\(at)&offset=\(ids.count)").json()
                #expect(page["at"].int == at && page["total"].int == total)
                ids += page["samples"].array.compactMap { $0["id"].int }
            }
            #expect(ids.count == total && Set(ids) == Set(stride(from: 2, to: 30, by: 2)))
            #expect(try await server.get(query).json()["total"].int != total)
        }
    }

    @Test(
        "A change that there is not, or what is no number, is refused",
        arguments: ["2", "-1", "9223372036854775807", "99999999999999999999", "x", "", "1.5", "0x1", "%00", "1%3BDROP"])
    func hostileChange(at: String) async throws {
        try await LiveServer.run(samples: 5) { server async throws in
            let answer = try await server.get("/api/v1/samples?at=\(at)")
            #expect(answer.status == 400 && ["bad-parameter", "unknown-change"].contains(answer.errorCode))
            #expect(try await server.get("/api/v1/samples?at=1&offset=2147483647").json()["samples"].array.isEmpty)
            #expect(try await server.get("/api/v1/samples?at=0").json()["total"].int == 0)
        }
    }

    @Test("Ids come back in the order asked, missing ones are left out")
    func ids() async throws {
        try await LiveServer.run(samples: 5) { server async throws in
            let page = try await server.get("/api/v1/samples?ids=4,99,2").json()
            #expect(page["samples"].array.map { $0["id"].int } == [4, 2])
        }
    }

    @Test("One sample with what was done to it")
    func one() async throws {
        try await LiveServer.run { server async throws in
            let edit = #"{"reason":"seen","edits":[{"samples":[2],"set":{"label":"i"}}]}"#
            #expect(try await server.post("/api/v1/changes", edit, headers: ["X-Tessera-Author": "Ada"]).status == 201)
            let sample = try await server.get("/api/v1/samples/2").json()
            #expect(sample["label"].string == "i")
            let latest = sample["history"][0]
            #expect(latest["field"].string == "label" && latest["author"].string == "Ada")
            #expect(
                latest["before"].string == "iii" && latest["after"].string == "i" && latest["reason"].string == "seen")
            #expect(try await server.get("/api/v1/samples/77").errorCode == "not-found")
        }
    }

    @Test("What an import could not take")
    func refusals() async throws {
        try await LiveServer.run { server async throws in
            let refusals = try await server.get("/api/v1/refusals").json()["refusals"]
            #expect(refusals.array.map { $0["code"].string } == ["empty"])
        }
    }

    @Test("Without an embedding there are no neighbours, and the answer says what to do")
    func neighbors() async throws {
        try await LiveServer.run { server async throws in
            let answer = try await server.get("/api/v1/samples/1/neighbors?k=3")
            #expect(answer.status == 409 && answer.errorCode == "no-embedding")
            #expect(try await server.get("/api/v1/samples/1/neighbors?k=0").status == 400)
        }
    }

    @Test("HEAD gives the headers of GET and no body")
    func head() async throws {
        try await LiveServer.run { server async throws in
            let answer = try await server.send("HEAD", "/api/v1/samples/1")
            #expect(answer.status == 200 && answer.body.isEmpty)
        }
    }
}
