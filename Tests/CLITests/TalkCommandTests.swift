import Foundation
import Testing

@Suite("Talking and history on the command line")
struct TalkCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
        try Pictures.writeFolder(folder.sub("numerals"), count: 12)
    }

    private func imported() async throws {
        let done = try await program.run("import", "numerals")
        #expect(done.status == 0, "\(done.errors)")
    }

    private func label(of sample: Int) async throws -> String? {
        let shown = try await program.run("show", "\(sample)", "--json").json()
        return (shown["sample"] as? [String: Any])?["label"] as? String
    }

    @Test("A question is asked, answered, decided, and every sample says why it is labelled so")
    func talk() async throws {
        try await imported()
        let asked = try await program.run(
            "threads", "ask", "i or ii, @Livia?", "--ids", "1,2", "--author", "Ada", "--json")
        #expect(try asked.json()["state"] as? String == "open")
        let inbox = try await program.run("threads", "--inbox", "livia", "--json").json()
        #expect((inbox["threads"] as? [Any])?.count == 1)
        #expect(try await program.run("threads", "answer", "1", "--label", "ii", "--author", "Livia").status == 0)
        let proposal = try await program.run("threads", "decide", "1", "x", "--label", "ii", "--dry-run", "--json")
        #expect(((try proposal.json()["touches"] as? [Any])?.count ?? 0) > 0)
        let decided = try await program.run(
            "threads", "decide", "1", "two strokes", "--label", "ii", "--rule", "--author", "Ada", "--json")
        #expect(decided.status == 0, "\(decided.errors)")
        #expect(try await label(of: 1) == "ii")
        let blame = try await program.run("blame", "1", "--json").json()
        let cells = try #require(blame["cells"] as? [[String: Any]])
        #expect(cells.first { $0["field"] as? String == "label" }?["value"] as? String == "ii")
        #expect(try await program.run("threads", "show", "1").output.contains("two strokes"))
        let book = try await program.run("labelbook", "show", "ii")
        #expect(book.output.contains("two strokes"))
        #expect(try await program.run("labelbook", "set", "i", "--definition", "one <stroke>").status == 0)
        for file in ["book.html", "book.md"] {
            #expect(try await program.run("labelbook", "export", file).status == 0)
            let text = try String(contentsOf: folder.sub(file), encoding: .utf8)
            #expect(text.contains("two strokes") && text.contains("one &lt;stroke"))
        }
        let report = try await program.run("report", "all.html", "--from", "0", "--json")
        #expect(report.status == 0)
        #expect(try String(contentsOf: folder.sub("all.html"), encoding: .utf8).contains("two strokes"))
    }

    @Test("Two versions are compared and gone back to")
    func versions() async throws {
        try await imported()
        #expect(try await program.run("tag", "v1").status == 0)
        #expect(try await program.run("edit", "--ids", "1", "--label", "iii", "--reason", "so").status == 0)
        let difference = try await program.run("diff", "v1", "--json", "--html", "d.html").json()
        #expect((difference["relabelled"] as? [String: Any])?["count"] as? Int == 1)
        #expect(FileManager.default.fileExists(atPath: folder.sub("d.html").path))
        let preview = try await program.run("revert", "--to", "v1", "--dry-run", "--json").json()
        #expect(preview["labels"] as? Int == 1)
        #expect(try await program.run("revert", "--to", "v1", "--reason", "no").status == 0)
        #expect(try await label(of: 1) != "iii")
        #expect(try await program.run("revert", "3").status == 0)
        #expect(try await label(of: 1) == "iii")
        #expect(try await program.run("diff", "v9").status == 1)
    }

    @Test("Two laptops: bundle, merge, conflicts in a file that people fill in")
    func laptops() async throws {
        try await imported()
        try FileManager.default.createDirectory(at: folder.sub("other"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: folder.sub("numerals.tessera"), to: folder.sub("other/numerals.tessera"))
        let other = Program(folder: folder.sub("other"))
        try Pictures.writeFolder(folder.sub("more"), count: 14)
        #expect(try await other.run("import", folder.sub("more").path, "-w", "numerals.tessera").status == 0)
        #expect(try await other.run("edit", "--ids", "1,2", "--label", "iii", "--author", "Grace").status == 0)
        #expect(try await program.run("edit", "--ids", "1", "--label", "ii", "--author", "Ada").status == 0)
        let written = try await other.run("bundle", "../theirs.bundle", "--json")
        #expect(written.status == 0, "\(written.errors)")
        let trial = try await program.run("merge", "theirs.bundle", "--dry-run", "--json").json()
        #expect(trial["samples"] as? Int == 2)
        #expect(try await program.run("info", "--json").json()["lastChange"] as? Int == 2)
        let asked = try await program.run("merge", "theirs.bundle", "--conflicts", "c.csv", "--json").json()
        #expect((asked["conflicts"] as? [[String: Any]])?.count == 1)
        let sheet = try String(contentsOf: folder.sub("c.csv"), encoding: .utf8)
            .replacingOccurrences(of: "\r\n,sample 1", with: "\r\ntheirs,sample 1")
        try sheet.write(to: folder.sub("c.csv"), atomically: true, encoding: .utf8)
        let merged = try await program.run("merge", "theirs.bundle", "--conflicts", "c.csv", "--json")
        #expect(merged.status == 0, "\(merged.errors)")
        #expect(try await label(of: 1) == "iii")
        #expect(try await label(of: 2) == "iii")
        #expect(try await program.run("info", "--json").json()["counts"] != nil)
        #expect(try await program.run("merge", "theirs.bundle", "--json").json()["changes"] as? Int == 0)
        #expect(try await program.run("conflicts", "--json").json()["conflicts"] as? [String] == [])
        try Data("no bundle".utf8).write(to: folder.sub("bad.bundle"))
        let bad = try await program.run("merge", "bad.bundle", "--json")
        #expect(bad.status == 1)
        #expect((try bad.json()["error"] as? [String: String])?["code"] == "bad-bundle")
    }

    @Test(
        "A command line that is not right is exit code 2",
        arguments: [
            ["threads", "ask", "x"], ["threads", "answer", "1"], ["threads", "decide", "1", "x", "--dry-run"],
            ["threads", "decide", "1", "x", "--rule"], ["labelbook", "set", "i"],
            ["labelbook", "set", "i", "--definition", "x", "--rule", "y"], ["revert"], ["revert", "1", "--to", "v1"],
            ["revert", "1", "--dry-run"], ["report", "x.txt"], ["merge", "x", "--ours", "--theirs"],
            ["conflicts", "1"], ["conflicts", "--ours"], ["diff"],
        ])
    func misuse(arguments: [String]) async throws {
        try await imported()
        #expect(try await program.run(arguments).status == 2)
    }
}
