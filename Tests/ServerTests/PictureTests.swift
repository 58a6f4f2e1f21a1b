import Dataset
import Foundation
import Imaging
import Testing

@Suite("Pictures: small, original, and never more than pictures")
struct PictureTests {
    @Test("A thumbnail is a PNG of that side at most, kept in the cache and not asked for twice")
    func thumbnails() async throws {
        try await LiveServer.run { server async throws in
            let path = "/api/v1/samples/1/thumbnail?side=32"
            let answer = try await server.get(path)
            #expect(answer.status == 200 && answer.headers["content-type"] == "image/png")
            #expect(answer.headers["cache-control"] == "private, max-age=31536000, immutable")
            let header = try PictureDecoder.header(of: answer.body, limits: .standard)
            #expect(header.width == 32 && header.height == 16)
            let tag = try #require(answer.headers["etag"])
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let again = try await server.get(path, headers: ["If-None-Match": known])
                #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag, "\(known)")
            }
            #expect(try await server.get(path, headers: ["If-None-Match": "\"other\""]).status == 200)
            #expect(try await server.get("/api/v1/samples/1/thumbnail?side=64").headers["etag"] != tag)
            for side in ["33", "0", "-32", "x", ""] {
                #expect(try await server.get("/api/v1/samples/1/thumbnail?side=\(side)").status == 400, "\(side)")
            }
        }
    }

    @Test("The cache may be deleted at any time")
    func cache() async throws {
        try await LiveServer.run { server async throws in
            let path = "/api/v1/samples/2/thumbnail?side=32"
            let first = try await server.get(path).body
            let cache = server.workspace.directory.cache
            #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).isEmpty == false)
            try FileManager.default.removeItem(at: cache)
            #expect(try await server.get(path).body == first)
        }
    }

    @Test("Many at once, new and old, all come")
    func many() async throws {
        try await LiveServer.run(samples: 30) { server async throws in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for id in 1...30 {
                    for side in [32, 64, 128] {
                        group.addTask { try await server.get("/api/v1/samples/\(id)/thumbnail?side=\(side)").status }
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
        }
    }

    @Test("Many thumbnails are one picture; those that are not there are named, and hold nothing up")
    func tiles() async throws {
        try await LiveServer.run(samples: 20) { server async throws in
            let ids = [3, 99, 1] + Array(4...20)
            let body = #"{"side":32,"samples":[\#(ids.map(String.init).joined(separator: ","))]}"#
            let answer = try await server.post("/api/v1/thumbnails", body)
            #expect(answer.status == 200 && answer.headers["content-type"] == "image/png")
            #expect(answer.headers["x-tessera-missing"] == "1")
            let tiles = try PictureDecoder.decode(answer.body)
            #expect(tiles.width == 16 * 32 && tiles.height == 2 * 32)
            let single = try PictureDecoder.decode(try await server.get("/api/v1/samples/3/thumbnail?side=32").body)
            #expect(single.width == 32 && single.height == 16)
            for line in 0..<16 {
                let from = (line + 8) * tiles.width
                #expect(tiles.pixels[from..<(from + 32)].elementsEqual(single.pixels[(line * 32)..<(line * 32 + 32)]))
            }
            for bad in [
                #"{"side":64,"samples":[]}"#, #"{"side":0,"samples":[1]}"#, #"{"side":256,"samples":[1]}"#,
                #"{"side":64,"samples":[\#(Array(repeating: "1", count: 257).joined(separator: ","))]}"#, "{}",
            ] {
                #expect(try await server.post("/api/v1/thumbnails", bad).status == 422, "\(bad.prefix(60))")
            }
        }
    }

    @Test("The original bytes, by sample and by digest, with the type that the bytes say")
    func original() async throws {
        try await LiveServer.run { server async throws in
            let sample = try #require(try server.workspace.samples([1]).first)
            let bytes = try server.workspace.images.read(sample.digest)
            for path in ["/api/v1/samples/1/image", "/api/v1/images/\(sample.digest)"] {
                let answer = try await server.get(path)
                #expect(answer.body == bytes && answer.headers["content-type"] == "image/png")
                #expect(answer.headers["content-security-policy"]?.contains("sandbox") == true)
                let tag = try #require(answer.headers["etag"])
                #expect(try await server.get(path, headers: ["If-None-Match": tag]).status == 304)
            }
            for digest in [
                String(repeating: "0", count: 64), sample.digest.uppercased(), String(sample.digest.dropLast()),
                "..%2f..%2fx",
                sample.digest + "0",
            ] {
                #expect(try await server.get("/api/v1/images/\(digest)").status == 404, "\(digest)")
            }
        }
    }

    @Test("Bytes that are a page are handed out as a download, never shown")
    func disguised() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let page = Array("<html><script>alert(1)</script></html>".utf8)
            let staged = try server.workspace.stage(page)
            _ = try server.workspace.importBatch(
                [
                    IncomingSample(
                        sourcePath: SourcePath("x.png"), image: staged, width: 1, height: 1, format: "png")
                ], author: "x", importID: 1)
            let answer = try await server.get("/api/v1/images/\(SHA256Digest.hex(of: page))")
            #expect(answer.headers["content-type"] == "application/octet-stream")
            #expect(answer.headers["content-disposition"]?.hasPrefix("attachment") == true)
            let thumbnail = try await server.get("/api/v1/samples/1/thumbnail")
            #expect(thumbnail.status == 422 && thumbnail.errorCode == "not-an-image")
        }
    }
}
