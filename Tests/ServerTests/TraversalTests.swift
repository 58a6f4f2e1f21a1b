import Foundation
import Testing

@Suite("No address leads out of the folder of the pages")
struct TraversalTests {
    @Test("Every way of writing .. and of hiding a separator is refused")
    func traversal() async throws {
        try await withFolders { web, secret in
            try await LiveServer.run(samples: 0, web: web) { server async throws in
                let dots = [
                    "..", "%2e%2e", "%2E.", ".%2e", "..%2f", "%2e%2e%2f", "..%5c", "..%252f", "%252e%252e",
                    "%c0%ae%c0%ae",
                    "..;", "....//", "%00", "..%00", ".", "%2e",
                ]
                for dot in dots {
                    for path in [
                        "/web/\(dot)/secret.txt", "/web/\(dot)secret.txt", "/web/sub/\(dot)/\(dot)/secret.txt",
                        "/web/sub/\(dot)\(dot)/secret.txt", "/web//\(dot)/secret.txt", "/web/\(dot)",
                    ] {
                        let answer = try await server.get(path)
                        #expect(answer.status == 404 || answer.status == 400, "\(path)")
                        #expect(!answer.text.contains("secret"), "\(path)")
                    }
                }
                for path in [
                    "/web/\(secret.path)", "/web//\(secret.path)", "/web/%2f\(secret.path.dropFirst())", "/secret.txt",
                    "/../secret.txt", "/web", "/web/", "/web/sub", "/web/sub/", "/web/.hidden", "/web/%2ehidden",
                    "/web/file.txt/",
                    "/web/file.txt/x", "/web/file%0a.txt", "/web/%ff", "/web/%zz", "/web/file.txt%", "/WEB/file.txt",
                    "/web\\file.txt", "/web/\(String(repeating: "a/", count: 2_000))x",
                ] {
                    let answer = try await server.get(path)
                    #expect(answer.status == 404 || answer.status == 400, "\(path)")
                    #expect(!answer.text.contains("SECRET"), "\(path)")
                }
            }
        }
    }

    @Test("A link out of the folder is not followed; one within it is")
    func links() async throws {
        try await withFolders { web, secret in
            let files = FileManager.default
            try files.createSymbolicLink(at: web.appendingPathComponent("out.txt"), withDestinationURL: secret)
            try files.createSymbolicLink(
                at: web.appendingPathComponent("outside"), withDestinationURL: secret.deletingLastPathComponent())
            try files.createSymbolicLink(
                at: web.appendingPathComponent("within.txt"), withDestinationURL: web.appendingPathComponent("file.txt")
            )
            try await LiveServer.run(samples: 0, web: web) { server async throws in
                #expect(try await server.get("/web/out.txt").status == 404)
                #expect(try await server.get("/web/outside/secret.txt").status == 404)
                #expect(try await server.get("/web/within.txt").text == "public")
            }
        }
    }

    @Test("A sister folder whose name begins alike is outside")
    func sister() async throws {
        try await withFolders { web, _ in
            let sister = URL(fileURLWithPath: web.path + "-private")
            try FileManager.default.createDirectory(at: sister, withIntermediateDirectories: true)
            let file = sister.appendingPathComponent("x.txt")
            try Data("SECRET".utf8).write(to: file)
            try FileManager.default.createSymbolicLink(
                at: web.appendingPathComponent("x.txt"), withDestinationURL: file)
            try await LiveServer.run(samples: 0, web: web) { server async throws in
                #expect(try await server.get("/web/x.txt").status == 404)
            }
        }
    }

    /// A folder Web with `file.txt`, `.hidden` and `sub/`, beside it `secret.txt`.
    private func withFolders(_ body: (_ web: URL, _ secret: URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let web = folder.appendingPathComponent("Web")
        try FileManager.default.createDirectory(
            at: web.appendingPathComponent("sub"), withIntermediateDirectories: true)
        try Data("public".utf8).write(to: web.appendingPathComponent("file.txt"))
        try Data("SECRET".utf8).write(to: web.appendingPathComponent(".hidden"))
        let secret = folder.appendingPathComponent("secret.txt")
        try Data("SECRET".utf8).write(to: secret)
        try await body(web, secret)
    }
}
