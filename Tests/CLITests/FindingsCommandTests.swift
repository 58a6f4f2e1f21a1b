import Foundation
import Testing

@Suite("Findings on the command line")
struct FindingsCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
    }

    /// Twelve pictures of which one lies in train and in val.
    private func leaky() async throws {
        try Pictures.writeFolder(folder.sub("numerals"), count: 12)
        let files = FileManager.default
        let from = try #require(
            files.enumerator(at: folder.sub("numerals/train"), includingPropertiesForKeys: nil)?
                .compactMap { $0 as? URL }.first { $0.pathExtension == "png" })
        let label = from.deletingLastPathComponent().lastPathComponent
        let target = folder.sub("numerals/val/\(label)")
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        try files.copyItem(at: from, to: target.appendingPathComponent("again.png"))
        #expect(try await program.run("import", "numerals").status == 0)
    }

    @Test("A leak fails the build of who asked for it, until it is mended")
    func failOn() async throws {
        try await leaky()
        let found = try await program.run("audit", "leaks", "--fail-on", "leaks", "--json", "--quiet")
        #expect(found.status == 1, "\(found.errors)")
        let json = try found.json()
        #expect(json["failedOn"] as? [String] == ["leaks"])
        let findings = try #require(json["findings"] as? [[String: Any]])
        #expect(findings.count == 1)
        for key in ["sample", "path", "kind", "score", "evidence", "change"] {
            #expect(findings[0][key] != nil, "\(key)")
        }
        #expect(try await program.run("audit", "leaks", "--quiet").status == 0, "who does not ask is only told")
        let text = try await program.run("audit", "leaks", "--fail-on", "leaks")
        #expect(text.status == 1 && text.errors.contains("1 leaks open"))
        let id = try #require(findings[0]["id"] as? Int)
        let accepted = try await program.run("findings", "accept", "\(id)", "--reason", "seen", "--json")
        #expect(accepted.status == 0, "\(accepted.output)")
        #expect(try await program.run("audit", "leaks", "--fail-on", "leaks").status == 0)
        #expect(try await program.run("log").output.contains("finding \(id)"))
        #expect(try await program.run("findings", "withdraw", "\(id)").status == 0)
        #expect(try await program.run("audit", "leaks", "--fail-on", "leaks").status == 1)
    }

    @Test("A kind that could not be looked for fails too")
    func skipped() async throws {
        try await leaky()
        let answer = try await program.run("audit", "labels", "--fail-on", "labels")
        #expect(answer.status == 1 && answer.errors.contains("labels could not be looked for"), "\(answer.errors)")
    }

    @Test("Findings are listed, shown, rejected, put off; as CSV and as a page")
    func verdicts() async throws {
        try await leaky()
        #expect(try await program.run("audit", "leaks", "--report", "page.html", "--quiet").status == 0)
        let page = try String(contentsOf: folder.sub("page.html"), encoding: .utf8)
        #expect(page.contains("data:image/png;base64,"))
        let csv = try await program.run("audit", "leaks", "--csv", "--quiet").output.split(separator: "\n")
        #expect(csv.count == 2 && csv[0].hasPrefix("id,kind,score,value,sample,path"))
        #expect(try await program.run("findings", "--quiet").output.contains("the same bytes in train and val"))
        #expect(try await program.run("findings", "show", "1").output.contains("Nobody has judged"))
        #expect(try await program.run("findings", "later", "1").status == 0)
        #expect(try await program.run("findings", "list", "--json").json()["total"] as? Int == 0)
        #expect(try await program.run("findings", "list", "--state", "later", "--json").json()["total"] as? Int == 1)
        #expect(try await program.run("findings", "reject", "1").status == 0)
        #expect(try await program.run("findings", "reject", "1").status == 1)
        #expect(try await program.run("findings", "precision").output.contains("you accepted 0"))
        #expect(try await program.run("audit", "leaks", "--again", "--json", "--quiet").json()["open"] as? Int == 0)
    }

    @Test("Where several people answered, the audit says how far each can be trusted, and a finding what they said")
    func annotators() async throws {
        try await leaky()
        let none = try await program.run("audit", "annotators", "--json", "--quiet").json()
        let skipped = (none["kinds"] as? [[String: Any]])?.first?["skipped"] as? String
        #expect(skipped?.contains("annotate import") == true)
        var table = "sample,person,label\n"
        for sample in 1...12 { table += "\(sample),Ada,i\n\(sample),Ben,\(sample % 4 == 0 ? "ii" : "i")\n" }
        try Data(table.utf8).write(to: folder.sub("answers.csv"))
        #expect(try await program.run("annotate", "import", "answers.csv").status == 0)
        let text = try await program.run("audit", "annotators", "leaks", "--quiet")
        #expect(text.output.contains("person") && text.output.contains("Ada") && text.output.contains("Ben"), "\(text)")
        let found = try await program.run("audit", "annotators", "leaks", "--json", "--quiet").json()
        let kinds = try #require(found["kinds"] as? [[String: Any]])
        let facts = try #require(kinds.first { $0["kind"] as? String == "annotators" }?["facts"] as? [String: Any])
        #expect((facts["people"] as? [[String: Any]])?.count == 2 && facts["contested"] as? Int == 3)
        let findings = try #require(found["findings"] as? [[String: Any]])
        let said = try #require(findings.first { $0["kind"] as? String == "leaks" }?["said"] as? [[String: Any]])
        #expect(Set(said.compactMap { $0["person"] as? String }) == ["Ada", "Ben"])
        let id = try #require(findings.first?["id"] as? Int)
        #expect(try await program.run("findings", "show", "\(id)").output.contains("people said"))
    }

    @Test("Senseless options are misused")
    func misuse() async throws {
        try await leaky()
        for arguments in [
            ["audit", "ghosts"], ["audit", "--fail-on", "ghosts"], ["audit", "--json", "--csv"],
            ["audit", "--probs-name", "x"], ["findings", "accept"], ["findings", "accept", "1", "--all", "leaks"],
            ["findings", "list", "--state", "lost"],
        ] {
            #expect(try await program.run(arguments).status == 2, "\(arguments)")
        }
        #expect(try await program.run("findings", "show", "9").status == 1)
    }
}
