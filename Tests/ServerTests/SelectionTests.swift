import Dataset
import Testing

@Suite("Selections: many samples in an address")
struct SelectionTests {
    @Test("A set is kept under a name that filters, edits and comes back")
    func round() async throws {
        try await LiveServer.run(samples: 12) { server async throws in
            let kept = try await server.post("/api/v1/selections", #"{"ranges":[[2,4],[9,9]]}"#)
            #expect(kept.status == 201)
            let id = try #require(try kept.json()["id"].string)
            #expect(try kept.json()["count"].int == 4)
            let packed = try #require(try await server.get("/api/v1/selections/\(id)").json()["packed"].string)
            let again = try await server.post("/api/v1/selections", #"{"packed":"\#(packed)"}"#)
            #expect(try again.json()["id"].string == id)
            let page = try await server.get("/api/v1/samples?selection=\(id)").json()
            #expect(page["samples"].array.compactMap { $0["id"].int } == [2, 3, 4, 9])
            #expect(try await server.get("/api/v1/samples?selection=\(id)&split=val").json()["total"].int == 2)
            let columns = try await server.get("/api/v1/samples/columns?fields=id&selection=\(id)")
            #expect(try ColumnsReader(columns.body).count == 4)
            let edit = #"{"edits":[{"selection":"\#(id)","seen":1,"set":{"addTags":["many"]}}]}"#
            #expect(try await server.post("/api/v1/changes", edit).json()["change"]["count"].int == 4)
            #expect(try await server.get("/api/v1/samples?tag=many").json()["total"].int == 4)
        }
    }

    @Test("What is no selection is refused in words")
    func refused() async throws {
        try await LiveServer.run { server async throws in
            for body in [
                "{}", #"{"ranges":[]}"#, #"{"ranges":[[2,1]]}"#, #"{"ranges":[[1]]}"#, #"{"packed":"AA"}"#,
                #"{"packed":"gA=="}"#, #"{"ranges":[[1,2]],"packed":"AAE="}"#,
            ] {
                #expect(try await server.post("/api/v1/selections", body).status == 422, "\(body)")
            }
            let unknown = "00000000000000000000"
            for path in [
                "samples?selection=\(unknown)", "selections/\(unknown)", "samples?selection=%2e%2e", "selections/x",
            ] {
                let answer = try await server.get("/api/v1/\(path)")
                #expect(answer.status == 404 && answer.errorCode == "unknown-selection", "\(path)")
            }
            let edit = #"{"edits":[{"selection":"\#(unknown)","set":{"addTags":["a"]}}]}"#
            #expect(try await server.post("/api/v1/changes", edit).status == 404)
        }
    }
}
