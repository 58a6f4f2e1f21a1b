import Dataset
import Foundation
import Testing

@Suite("Commands")
struct CommandTests {
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

    @Test("Import makes a workspace named after the folder, and the others find it from here and from within")
    func discovery() async throws {
        let report = try await program.run("import", "numerals", "--json").json()
        #expect(report["added"] as? Int == 12)
        #expect((report["workspace"] as? String)?.hasSuffix("numerals.tessera") == true)
        let inside = Program(folder: folder.sub("numerals.tessera/images"))
        for place in [program, inside] {
            let info = try await place.run("info", "--json").json()
            #expect((info["counts"] as? [String: Int])?["samples"] == 12)
        }
        let elsewhere = try TemporaryFolder()
        let lost = try await Program(folder: elsewhere.url).run("info", "--json")
        #expect(lost.status == 1)
        #expect((try lost.json()["error"] as? [String: String])?["code"] == "workspace-not-found")
        var named = Program(folder: elsewhere.url)
        named.environment["TESSERA_WORKSPACE"] = folder.sub("numerals.tessera").path
        #expect(try await named.run("info").status == 0)
        #expect(try await program.run("info", "-w", "nowhere.tessera").status == 1)
    }

    @Test("Import says what it refused, and fails only where nothing could be read")
    func refusals() async throws {
        try Data("x".utf8).write(to: folder.sub("numerals/train/i/bad.png"))
        let report = try await program.run("import", "numerals", "--json")
        #expect(report.status == 0)
        let refused = try #require(try report.json()["refused"] as? [[String: String]])
        #expect(refused.map { $0["code"] } == ["not-an-image"])
        let listed = try await program.run("refusals", "--json").json()
        #expect((listed["refusals"] as? [[String: String]])?.first?["path"] == "train/i/bad.png")

        try FileManager.default.createDirectory(at: folder.sub("none"), withIntermediateDirectories: true)
        #expect(try await program.run("import", "none").status == 1)
        #expect(try await program.run("import", "not-there").status == 1)
    }

    @Test("An edit, its undo and its redo are changes in the log")
    func edits() async throws {
        try await imported()
        let edit = try await program.run(
            "edit", "--where", "label=i", "--label", "iv", "--create-class", "--split", "test", "--tag", "odd",
            "--reason",
            "they are four", "--author", "Ada", "--json"
        ).json()
        #expect((edit["samples"] as? [Int])?.count == 4)
        let list = try await program.run("list", "--where", "label=iv", "--where", "tag=odd", "--json").json()
        #expect(list["total"] as? Int == 4)
        #expect((list["samples"] as? [[String: Any]])?.allSatisfy { $0["split"] as? String == "test" } == true)
        #expect(try await program.run("undo", "--author", "Ada").status == 0)
        #expect(try await program.run("list", "--where", "label=iv", "--json").json()["total"] as? Int == 0)
        #expect(try await program.run("redo", "--author", "Ada").status == 0)
        let log = try #require(try await program.run("log", "--json").json()["changes"] as? [[String: Any]])
        #expect(log.prefix(3).map { $0["kind"] as? String } == ["redo", "undo", "edit"])
        #expect(log[2]["reason"] as? String == "they are four")
        #expect(try await program.run("edit", "--ids", "1", "--label", "no such class").status == 1)
        let nothing = try await program.run("undo", "--author", "Nobody", "--json")
        #expect(nothing.status == 1)
        #expect((try nothing.json()["error"] as? [String: String])?["code"] == "nothing-to-undo")
    }

    @Test("Trash and restore")
    func trash() async throws {
        try await imported()
        #expect(try await program.run("edit", "--ids", "1-3", "--trash").status == 0)
        #expect(try await program.run("list", "--where", "state=trashed", "--json").json()["total"] as? Int == 3)
        #expect(try await program.run("edit", "--where", "q=png", "--restore").status == 0)
        #expect(try await program.run("list", "--where", "state=trashed", "--json").json()["total"] as? Int == 0)
    }

    @Test("Classes are listed, added, renamed and moved")
    func classes() async throws {
        try await imported()
        #expect(try await program.run("classes", "add", "iv").status == 0)
        #expect(try await program.run("classes", "rename", "iv", "four").status == 0)
        #expect(try await program.run("classes", "move", "four", "1").status == 0)
        let listed = try await program.run("classes", "--json").json()
        #expect((listed["classes"] as? [[String: Any]])?.map { $0["name"] as? String } == ["four", "i", "ii", "iii"])
        #expect(try await program.run("classes", "rename", "no", "yes").status == 1)
    }

    @Test("Export and verify: byte for byte, and what was changed behind our back is found")
    func export() async throws {
        try await imported()
        #expect(try await program.run("export", "out", "--json").json()["samples"] as? Int == 12)
        let verified = try await program.run("verify", "out", "--json")
        #expect(verified.status == 0)
        #expect(try verified.json()["checked"] as? Int == 12)
        #expect((try verified.json()["problems"] as? [Any])?.isEmpty == true)
        try Data(Pictures.png(999)).write(to: folder.sub("out/train/ii/1.png"))
        let changed = try await program.run("verify", "out", "--json")
        #expect(changed.status == 1)
        #expect((try changed.json()["problems"] as? [[String: Any]])?.first?["kind"] as? String == "changed")
    }

    @Test("A list comes as CSV that a spreadsheet reads, sorted as asked")
    func csv() async throws {
        try await imported()
        let listed = try await program.run("list", "--format", "csv", "--sort=-name", "-l", "2", "-q")
        let lines = listed.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("id,path,label,split") == true)
    }

    @Test("A sample is shown with its history")
    func show() async throws {
        try await imported()
        let shown = try await program.run("show", "1", "--json").json()
        #expect((shown["sample"] as? [String: Any])?["id"] as? Int == 1)
        #expect((shown["history"] as? [Any])?.isEmpty == false)
        #expect(try await program.run("show", "999").status == 1)
    }

    @Test("Jobs are listed; what is done cannot be resumed or cancelled")
    func jobs() async throws {
        try await imported()
        let jobs = try #require(try await program.run("jobs", "--json").json()["jobs"] as? [[String: Any]])
        #expect(jobs.map { $0["kind"] as? String } == ["import"])
        #expect(jobs.first?["state"] as? String == "done")
        #expect(try await program.run("jobs", "resume", "1").status == 1)
        #expect(try await program.run("jobs", "cancel", "1").status == 1)
        #expect(try await program.run("jobs", "cancel", "77").status == 1)
    }

    @Test(
        "A command line that is not right is exit code 2",
        arguments: [
            ["dance"], ["info", "--nonsense"], ["import"], ["list", "--where", "colour=red"],
            ["list", "--sort", "beauty"],
            ["edit", "--label", "i"], ["edit", "--ids", "x", "--label", "i"], ["edit", "--ids", "1"],
            ["edit", "--ids", "1", "--trash", "--restore"], ["serve", "--host", "0.0.0.0"],
            ["serve", "--port", "99999"],
            ["map", "out.txt"], ["project", "--neighbors", "1"], ["log", "--limit", "0"],
        ])
    func misuse(arguments: [String]) async throws {
        try await imported()
        let text = try await program.run(arguments)
        #expect(text.status == 2)
        #expect(text.output.isEmpty)
        #expect(!text.errors.isEmpty)
        let json = try await program.run(arguments + ["--json"])
        #expect(json.status == 2)
        #expect((try json.json()["error"] as? [String: String])?["code"] == "misused")
    }

    @Test("Quiet is quiet, and the result alone is on standard output")
    func quiet() async throws {
        let done = try await program.run("import", "numerals", "--quiet")
        #expect(done.errors.isEmpty)
        #expect(done.output.split(separator: "\n").count == 1)
        let loud = try await program.run("import", "numerals")
        #expect(loud.errors.contains("importing"))
    }

    @Test("The version and help are done, not misused")
    func version() async throws {
        #expect(try await program.run("--version").output.hasPrefix("0."))
        let help = try await program.run("import", "--help")
        #expect(help.status == 0)
        #expect(help.output.contains("USAGE"))
    }

    @Test("An escape sequence in a file name does not reach the terminal")
    func escapes() async throws {
        try Data(Pictures.png(50)).write(to: folder.sub("numerals/train/i/\u{1B}[31mred.png"))
        try await imported()
        let list = try await program.run("list")
        #expect(!list.output.contains("\u{1B}"))
    }
}
