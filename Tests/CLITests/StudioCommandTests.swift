import Foundation
import Imaging
import Testing

@Suite("Commands that make new images")
struct StudioCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
        // One, two and three strokes.
        for (number, label) in ["i", "ii", "iii"].enumerated() {
            for copy in 0..<2 {
                var pixels = [UInt8](repeating: 245, count: 60 * 40)
                for stroke in 0...number {
                    for y in 8..<(30 + copy) {
                        for x in 0..<3 { pixels[y * 60 + 10 + 12 * stroke + x] = UInt8(20 + number) }
                    }
                }
                let place = folder.sub("numerals/train/\(label)")
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                try Data(PNGEncoder.encode(Picture(width: 60, height: 40, channels: 1, pixels: pixels)))
                    .write(to: place.appendingPathComponent("\(copy).png"))
            }
        }
    }

    @Test("Rules, a recipe, a preview that changes nothing, and what it makes, taken back by undo")
    func augment() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        let preset = try await program.run("rules", "preset", "roman", "--json").json()
        #expect((preset["classes"] as? [Any])?.count == 3)
        #expect(try await program.run("rules", "set", "i", "--rule", "rotate=same:5", "--parts", "i").status == 0)
        #expect(try await program.run("rules").output.contains("at most 5"))
        let recipe = #"{"transforms":[{"kind":"mirror-horizontal"},{"kind":"rotate"}],"goal":{"perClass":5}}"#
        try Data(recipe.utf8).write(to: folder.url.appendingPathComponent("flips.json"))
        #expect(try await program.run("recipes", "save", "flips", "flips.json").status == 0)
        #expect(try await program.run("recipes", "show", "flips").output.contains("mirror-horizontal"))
        let plan = try await program.run("augment", "flips", "--preview", "sheet.png", "--json", "--quiet").json()
        #expect((plan["plan"] as? [String: Any])?["total"] as? Int == 9)
        let sheet = try #require(
            FileManager.default.contents(atPath: folder.url.appendingPathComponent("sheet.png").path))
        #expect(try PictureDecoder.decode([UInt8](sheet)).width == 16 * 128)
        #expect(try await program.run("augment", "flips", "--dry-run").status == 0)
        #expect(try await program.run("list", "--where", "tag=derived", "--json").json()["total"] as? Int == 0)
        let made = try await program.run("augment", "flips", "--json", "--quiet").json()
        #expect(made["added"] as? Int == 9)
        #expect(try await program.run("derived", "--json").json()["studio"] != nil)
        #expect(try await program.run("edit", "--ids", "1", "--trash").status == 0)
        #expect(try await program.run("undo").status == 0)
        let all = try await program.run("edit", "--ids", "1", "--trash", "--with-derived", "--json").json()
        #expect(((all["samples"] as? [Any])?.count ?? 0) > 1)
        #expect(try await program.run("undo").status == 0)
        #expect(try await program.run("list", "--where", "tag=derived", "--json").json()["total"] as? Int == 9)
        #expect(try await program.run("edit", "--ids", "1", "--restore", "--with-derived").status == 2)
        #expect(try await program.run("undo").status == 0)
        #expect(try await program.run("list", "--where", "tag=derived", "--json").json()["total"] as? Int == 0)
        #expect(try await program.run("derived", "--budget", "6").status == 0)
        let over = try await program.run("augment", "flips", "--json", "--quiet")
        #expect(over.status == 1 && over.output.contains("over-budget"))
        #expect(try await program.run("recipes", "remove", "flips").status == 0)
        #expect(try await program.run("augment", "flips", "--quiet").status == 1)
    }

    @Test("A class is taken apart and the proposal accepted but for what is struck out; parts are put together")
    func dismantle() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        #expect(try await program.run("dismantle", "iii", "--quiet").status == 1, "there are no parts yet")
        #expect(try await program.run("rules", "preset", "roman").status == 0)
        let report = try await program.run("dismantle", "iii", "--json", "--quiet").json()["report"] as? [String: Any]
        let id = try #require(report?["proposal"] as? String)
        #expect(report?["proposed"] as? Int == 4)
        #expect(try await program.run("proposals").output.contains(id))
        #expect(try await program.run("proposals", "show", id, "--sheet", "sheet.png").status == 0)
        let accepted = try await program.run("proposals", "accept", id, "--except", "0,2-2", "--json").json()
        #expect((accepted["samples"] as? [Any])?.count == 2)
        #expect(try await program.run("proposals", "discard", id).status == 1)
        let cut = try await program.run("pieces", "cut", "--where", "label=iii", "--json", "--quiet").json()
        #expect((cut["pieces"] as? [Any])?.count == 6)
        #expect(try await program.run("pieces").output.contains("train"))
        let composed = try await program.run("pieces", "compose", "--label", "ii", "--json", "--quiet").json()
        #expect((composed["candidates"] as? [Any])?.count == 1)
    }

    @Test(
        "Grown by the command: rounds, a report with pictures, and all of it accepted as one change that undo takes back",
        .enabled(if: Models.present, Models.missing))
    func grow() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        #expect(try await program.run("edit", "--ids", "2,4,6", "--split", "val").status == 0)
        #expect(try await program.run("embed", "--model", "characters", "--quiet").status == 0)
        try Data(#"{"transforms":[{"kind":"rotate"},{"kind":"shift"}]}"#.utf8)
            .write(to: folder.url.appendingPathComponent("shakes.json"))
        #expect(try await program.run("recipes", "save", "shakes", "shakes.json").status == 0)
        #expect(try await program.run("grow", "list").output.contains("Nothing"))
        let done = try await program.run(
            "grow", "--recipe", "shakes", "--seeds", "1", "--epochs", "3", "--rounds", "2", "--html", "grown.html",
            "--accept", "--json", "--quiet"
        ).json()
        let growth = try #require(done["growth"] as? [String: Any])
        let rounds = try #require(growth["rounds"] as? [[String: Any]])
        #expect(rounds.count > 1 && rounds[0]["train"] as? Int == 3)
        let page = try #require(
            FileManager.default.contents(atPath: folder.url.appendingPathComponent("grown.html").path))
        #expect(String(decoding: page, as: UTF8.self).contains("grown where the fixed model needs it"))
        let id = try #require(growth["id"] as? String)
        #expect(try await program.run("grow", "list").output.contains(id))
        #expect(try await program.run("grow", "show", id).output.contains("as it is") || growth["proposal"] is String)
        let accepted = growth["accepted"] as? Int
        #expect((accepted != nil) == (growth["proposal"] is String))
        let count = try await program.run("list", "--where", "tag=grown", "--json").json()["total"] as? Int
        #expect(count == (accepted == nil ? 0 : growth["proposed"] as? Int))
        if accepted != nil {
            #expect(try await program.run("undo").status == 0)
            #expect(try await program.run("list", "--where", "tag=grown", "--json").json()["total"] as? Int == 0)
        }
    }

    @Test("What makes no sense is misused; what cannot be is told")
    func refusals() async throws {
        #expect(try await program.run("import", "numerals").status == 0)
        for arguments in [
            ["rules", "set", "i"], ["rules", "set", "i", "--rule", "rotate"], ["pieces", "cut"],
            ["pieces", "compose", "--count", "0"], ["grow"], ["grow", "--recipe", "r", "--seeds", "0"],
            ["grow", "--dismantle", "--apart", "3"], ["grow", "--dismantle", "--choice", "best"],
        ] {
            #expect(try await program.run(arguments).status == 2, "\(arguments)")
        }
        for arguments in [
            ["rules", "set", "i", "--rule", "fly=same"], ["rules", "set", "xi", "--parts", "x i"],
            ["rules", "preset", "greek"], ["recipes", "show", "none"], ["proposals", "show", "../x"],
            ["derived", "--refresh"], ["rules", "propose"], ["grow", "--recipe", "none"], ["grow", "--dismantle"],
            ["grow", "show"],
        ] {
            #expect(try await program.run(arguments).status == 1, "\(arguments)")
        }
    }
}
