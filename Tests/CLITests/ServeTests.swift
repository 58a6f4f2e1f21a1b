import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("Serving")
struct ServeTests {
    @Test("It prints one line with the address, answers there, sees what the terminal does, and ends with 0 on SIGTERM")
    func serve() async throws {
        let folder = try TemporaryFolder()
        let program = Program(folder: folder.url)
        try Pictures.writeFolder(folder.sub("images"), count: 6)
        #expect(try await program.run("import", "images", "-w", "w.tessera").status == 0)
        let web = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Web").path
        var server = program
        server.environment["TESSERA_WEB"] = web
        let running = try server.start(["serve", "-w", "w.tessera", "--port", "0", "--json"])
        try await running.wait { running.output.hasSuffix("\n") }
        #expect(running.isRunning, "\(running.errors)")
        let line = try JSONSerialization.jsonObject(with: Data(running.output.utf8)) as? [String: Any]
        let address = try #require(line?["url"] as? String)
        let url = try #require(URL(string: address + "api/v1/workspace"))

        #expect(try await program.run("edit", "-w", "w.tessera", "--ids", "1-2", "--trash").status == 0)
        let (data, response) = try await URLSession.shared.data(from: url)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        let answer = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect((answer["counts"] as? [String: Int])?["samples"] == 4)
        #expect((answer["counts"] as? [String: Int])?["trashed"] == 2)

        running.send(SIGTERM)
        #expect(try await running.finished().status == 0)
    }
}
