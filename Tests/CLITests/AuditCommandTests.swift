import Foundation
import Testing

@Suite("Commands that audit")
struct AuditCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
        try Pictures.writeFolder(folder.sub("numerals"), count: 40)
    }

    @Test("Without an embedding they say what to do first; with senseless options they are misused")
    func refusals() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        for command in ["balance", "resplit", "styles", "typical"] {
            let answer = try await program.run(command, "--json", "--quiet")
            #expect(answer.status == 1, "\(command)")
            let error = try answer.json()["error"] as? [String: String]
            #expect(error?["code"] == "no-embedding", "\(command): \(answer.output)")
        }
        for arguments in [
            ["balance", "--reshuffles", "5"], ["resplit", "--val-share", "1.5"], ["styles", "--count", "1"],
            ["typical", "--limit", "0"],
        ] {
            #expect(try await program.run(arguments).status == 2, "\(arguments)")
        }
    }

    @Test(
        "Each prints one report, and a re-split is done only when it is asked for",
        .enabled(if: Models.present, Models.missing))
    func reports() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        #expect(try await program.run("embed", "--model", "characters").status == 0)
        let balance = try await program.run("balance", "--json", "--quiet", "--reshuffles", "99").json()
        #expect((20...40).contains(balance["compared"] as? Int ?? 0))
        #expect(try await program.run("balance", "--quiet").output.contains("within classes"))
        let plan = try await program.run("resplit", "--json", "--quiet", "--val-share", "0.5").json()
        #expect(plan["applied"] == nil)
        #expect(try await program.run("list", "--where", "split=val", "--json").json()["total"] as? Int == 10)
        let applied = try await program.run("resplit", "--json", "--quiet", "--val-share", "0.5", "--apply").json()
        #expect(applied["applied"] != nil)
        let vals = try #require(
            try await program.run("list", "--where", "split=val", "--json").json()["total"] as? Int)
        #expect((17...23).contains(vals))
        #expect(try await program.run("undo").status == 0)
        let styles = try await program.run("styles", "--json", "--quiet", "--count", "3").json()
        #expect((styles["styles"] as? [Any])?.count == 3)
        #expect(try await program.run("styles", "--quiet").output.contains("style"))
        let typical = try await program.run("typical", "--class", "ii", "--limit", "2", "--json", "--quiet").json()
        let classes = try #require(typical["classes"] as? [[String: Any]])
        #expect(classes.count == 1)
        #expect((classes[0]["most"] as? [Any])?.count == 2)
        #expect(try await program.run("typical", "--class", "xi").status == 1)
    }
}
