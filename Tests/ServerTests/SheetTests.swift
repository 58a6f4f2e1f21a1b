import Dataset
import Foundation
import Testing

@Suite("The sheet as a spreadsheet, over HTTP")
struct SheetTests {
    @Test("It is downloaded, edited, looked at, and written")
    func walk() async throws {
        try await LiveServer.run { server async throws in
            let out = try await server.get("/api/v1/sheet/export.csv?split=train")
            #expect(out.status == 200 && out.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(out.headers["content-disposition"]?.contains("numerals.csv") == true)
            let lines = out.text.split(separator: "\r\n").map(String.init)
            #expect(lines.count == 3 && lines[0].contains("id,path,label,split"))
            let id = try #require(lines[1].split(separator: ",").first.flatMap { Int64($0) })
            let label = try #require(try server.workspace.samples([id]).first?.label)
            let other = label == "i" ? "ii" : "i"
            let edited = lines[0] + "\n" + lines[1].replacing(",\(label),train", with: ",\(other),train")
            let type = ["Content-Type": "text/csv"]
            let look = try await server.post("/api/v1/sheet/import", edited, headers: type)
            #expect(look.status == 200, "\(look.text)")
            #expect(try look.json()["changes"].array.first?["to"].string == other)
            #expect(try server.workspace.samples([id]).first?.label == label)
            let done = try await server.post(
                "/api/v1/sheet/import?apply=1&name=a.csv", edited,
                headers: ["Content-Type": "text/csv", "X-Tessera-Author": "Ada"])
            #expect(done.status == 201)
            #expect(try server.workspace.samples([id]).first?.label == other)
            #expect(try server.workspace.changes(before: nil, limit: 1).first?.author == "Ada")
        }
    }

    @Test("A workbook is one, and what is none is refused in words")
    func refusals() async throws {
        try await LiveServer.run { server async throws in
            let book = try await server.get("/api/v1/sheet/export.xlsx?thumbnails=32")
            #expect(book.status == 200 && book.body.starts(with: [0x50, 0x4B, 3, 4]))
            func send(_ body: String, _ type: String, _ query: String = "") async throws -> Answer {
                try await server.post("/api/v1/sheet/import\(query)", body, headers: ["Content-Type": type])
            }
            let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            #expect(try await send("no", xlsx).errorCode == "not-a-spreadsheet")
            #expect(try await send("a,b\n1,2", "text/csv").errorCode == "no-headings")
            #expect(try await send("{}", "application/json").errorCode == "no-spreadsheet")
            #expect(try await send("id\n1", "text/csv", "?apply=2").status == 400)
            #expect(try await send("id\n1", "text/csv", "?conflicts=x").status == 400)
            #expect(try await server.get("/api/v1/sheet/export.csv?thumbnails=1000").status == 400)
        }
    }
}
