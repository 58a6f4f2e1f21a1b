import Foundation
import Testing

@Suite("Pages and their files")
struct PageTests {
    @Test("Each page is there, as HTML", arguments: ["/", "/sheet", "/map", "/history"])
    func pages(path: String) async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let answer = try await server.get(path)
            #expect(answer.status == 200 && answer.headers["content-type"] == "text/html; charset=utf-8")
            #expect(answer.text.lowercased().hasPrefix("<!doctype html>"))
        }
    }

    @Test("Whatever a page refers to of ours is there")
    func references() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            for path in ["/", "/sheet", "/map", "/history"] {
                let text = try await server.get(path).text
                for match in text.matches(of: #/(?:src|href)="(/web/[^"]+)"/#) {
                    let file = String(match.1)
                    let answer = try await server.get(file)
                    #expect(answer.status == 200, "\(path) refers to \(file)")
                }
                #expect(!text.contains("style=\""), "\(path): the policy forbids inline style")
                #expect(
                    text.matches(of: #/<script(?![^>]*src=)[^>]*>/#).isEmpty,
                    "\(path): the policy forbids inline script")
            }
        }
    }

    @Test("A file comes with a tag; who has it is answered 304, until it changes")
    func tags() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-pages-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("a b.mjs")
        try Data("export const a = 1;".utf8).write(to: file)
        try await LiveServer.run(samples: 0, web: folder) { server async throws in
            let answer = try await server.get("/web/a%20b.mjs")
            #expect(answer.headers["content-type"] == "text/javascript; charset=utf-8")
            #expect(answer.headers["cache-control"] == "no-cache")
            let tag = try #require(answer.headers["etag"])
            #expect(try await server.get("/web/a%20b.mjs", headers: ["If-None-Match": tag]).status == 304)
            try Data("export const a = 23;".utf8).write(to: file)
            let changed = try await server.get("/web/a%20b.mjs", headers: ["If-None-Match": tag])
            #expect(changed.status == 200 && changed.text == "export const a = 23;")
        }
    }

    @Test("The API's document is handed out as it is")
    func document() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let answer = try await server.get("/api/v1/openapi.yaml")
            #expect(answer.text.hasPrefix("openapi: 3.1"))
            #expect(try await server.get("/api/v1/health").json()["status"].string == "ok")
        }
    }
}
