import Dataset
import Foundation
import Testing

@Suite("tessera tag, train, runs, leaderboard")
struct TrainCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(folder: folder.url)
    }

    private func importPictures(_ count: Int, into workspace: String = "w.tessera") async throws {
        try Pictures.writeFolder(folder.sub("images"), count: count)
        #expect(try await program.run("import", "images", "-w", workspace).status == 0)
    }

    @Test("A version is named, trained with two seeds, ranked and compared")
    func walk() async throws {
        try await importPictures(40)
        let tagged = try await program.run("tag", "v1", "--note", "as it came", "-w", "w.tessera", "--json")
        #expect(try (tagged.json()["version"] as? [String: Any])?["change"] as? Int == 1)
        let trained = try await program.run(
            "train", "--version", "v1", "--seeds", "2", "--epochs", "2", "-w", "w.tessera", "--json")
        #expect(trained.status == 0, "\(trained.errors)")
        let report = try trained.json()
        let runs = try #require(report["runs"] as? [[String: Any]])
        #expect(runs.count == 2 && runs.allSatisfy { $0["imagesPerSecond"] is Double })
        let mean = try #require(report["mean"] as? [String: [String: Any]])
        let val = try #require(mean["val"])
        #expect(val["deviation"] is Double && (val["interval"] as? [String: Any])?["method"] is String)
        let places = try #require(report["predictions"] as? [[String: String]])
        for place in places {
            let file = URL(fileURLWithPath: try #require(place["folder"])).appendingPathComponent("probabilities.npy")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
        // There already: nothing is trained again.
        let again = try await program.run("train", "--seeds", "2", "--epochs", "2", "-w", "w.tessera", "--json")
        #expect(try (again.json()["runs"] as? [[String: Any]])?.compactMap { $0["id"] as? Int } == [1, 2])

        #expect(try await program.run("edit", "--ids", "2", "--label", "ii", "-w", "w.tessera").status == 0)
        #expect(try await program.run("train", "--epochs", "2", "-w", "w.tessera").status == 0)
        let board = try await program.run("leaderboard", "-w", "w.tessera", "--json")
        let boards = try #require(board.json()["boards"] as? [[String: Any]])
        #expect(boards.count == 1 && (boards[0]["entries"] as? [Any])?.count == 2)
        let compared = try await program.run("runs", "compare", "1", "3", "-w", "w.tessera", "--json")
        #expect(compared.status == 0, "\(compared.output)")
        #expect(try compared.json()["mcNemar"] != nil)
        for arguments in [["runs"], ["runs", "show", "1"], ["runs", "compare", "1", "3"], ["leaderboard"], ["tag"]] {
            let shown = try await program.run(arguments + ["-w", "w.tessera"])
            #expect(shown.status == 0 && !shown.output.isEmpty, "\(arguments)")
        }
        let ids = try await program.run(
            "runs", "show", "1", "--set", "all", "--samples", "ids", "-l", "3", "-w", "w.tessera")
        #expect(ids.output.split(separator: ",").count == 3)
    }

    @Test("What is asked wrongly is misuse, what cannot be is a failure with its code")
    func refused() async throws {
        try await importPictures(6)
        for arguments in [
            ["train", "--seeds", "0"], ["train", "--folds", "1"], ["train", "--epochs", "x"], ["tag", "--remove"],
            ["runs", "show", "1", "--sort", "beauty"],
        ] {
            #expect(try await program.run(arguments + ["-w", "w.tessera"]).status == 2, "\(arguments)")
        }
        for (arguments, code) in [
            (["train", "--version", "v9"], "unknown-version"), (["train", "--trainer", "x"], "unknown-trainer"),
            (["train", "--without", "nobody"], "unknown-tag"), (["train", "--eval", "nobody"], "empty-set"),
            (["train", "--with", "99"], "bad-batch"), (["runs", "show", "7"], "unknown-run"),
            (["runs", "compare", "1", "2"], "unknown-run"), (["trainers", "show", "x"], "unknown-trainer"),
            (["trainers", "add", "no.json"], "bad-trainer"), (["tag", "12"], "invalid-version-name"),
        ] {
            let done = try await program.run(arguments + ["-w", "w.tessera", "--json"])
            #expect(done.status == 1, "\(arguments)")
            #expect(try (done.json()["error"] as? [String: Any])?["code"] as? String == code, "\(arguments)")
        }
    }

    @Test("A training that is killed again and again ends as one that was never disturbed")
    func killed() async throws {
        try await importPictures(200)
        try FileManager.default.copyItem(at: folder.sub("w.tessera"), to: folder.sub("calm.tessera"))
        let command = ["train", "--epochs", "6", "--quiet"]
        #expect(try await program.run(command + ["-w", "calm.tessera"]).status == 0)
        var kills = 0
        for round in 1...3 {
            let running = try program.start(command + ["-w", "w.tessera"])
            try await running.wait { try epochs() > round }
            if running.isRunning { kills += 1 }
            running.send(SIGKILL)
            try await running.finished()
        }
        let last = try await program.run(command + ["-w", "w.tessera", "--json"])
        #expect(last.status == 0 && kills == 3, "\(last.errors)")
        for file in ["probabilities.npy", "margins.npy", "samples.jsonl", "run.json"] {
            let (one, two) = (folder.sub("calm.tessera/runs/1/\(file)"), folder.sub("w.tessera/runs/1/\(file)"))
            if file == "run.json" {
                // All but how quick it was.
                func scores(_ url: URL) throws -> Data {
                    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
                    let scores = try #require((value?["result"] as? [String: Any])?["scores"])
                    return try JSONSerialization.data(withJSONObject: scores, options: .sortedKeys)
                }
                #expect(try scores(one) == scores(two))
            } else {
                #expect(try Data(contentsOf: one) == Data(contentsOf: two), "\(file)")
            }
        }
        #expect(try Workspace.open(folder.sub("w.tessera")).jobs(limit: 10).filter { $0.kind == "train" }.count == 1)
    }

    private func epochs() throws -> Int {
        try Workspace.open(folder.sub("w.tessera")).epochs(of: 1).count
    }

    // MARK: The examples

    private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../examples").standardizedFileURL

    /// A Python that has some modules: that of the tests, or the system's.
    private static func python(with modules: String) -> String? {
        let own = examples.deletingLastPathComponent().appendingPathComponent(".deps/python-test/bin/python").path
        let named = ProcessInfo.processInfo.environment["TESSERA_PYTHON"].map { [$0] } ?? []
        return (named + [own, "/usr/bin/python3"]).first { path in
            guard FileManager.default.isExecutableFile(atPath: path) else { return false }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = ["-c", "import \(modules)"]
            process.standardError = FileHandle.nullDevice
            try? process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    private func runExample(_ name: String, python: String, epochs: Int) async throws {
        try await importPictures(60)
        // As its users take it: a copy of the folder, with the Python that they have.
        try FileManager.default.copyItem(at: Self.examples.appendingPathComponent(name), to: folder.sub(name))
        let file = folder.sub("\(name)/trainer.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacingOccurrences(of: "\"python3 ", with: "\"\(python) ").write(
            to: file, atomically: true, encoding: .utf8)
        let added = try await program.run("trainers", "add", file.path, "-w", "w.tessera", "--json")
        let trainer = try #require(try (added.json()["trainer"] as? [String: Any])?["name"] as? String)
        let done = try await program.run(
            "train", "--trainer", trainer, "--epochs", "\(epochs)", "-w", "w.tessera", "--json")
        #expect(done.status == 0, "\(done.output)\(done.errors)")
        let run = try #require((done.json()["runs"] as? [[String: Any]])?.first)
        #expect(run["epochs"] as? Int == epochs)
        let scores = try #require(run["scores"] as? [String: [String: Any]])
        #expect(scores["val"]?["count"] as? Int == 15 && scores["train"]?["count"] as? Int == 45)
        #expect(done.errors.contains("images to train on"), "its output is shown: \(done.errors)")
    }

    @Test(
        "The example in NumPy is a run like any other",
        .enabled(if: python(with: "numpy, PIL") != nil, "NumPy and Pillow are not installed: run `make setup`"))
    func numpyExample() async throws {
        try await runExample("numpy", python: try #require(Self.python(with: "numpy, PIL")), epochs: 4)
    }

    @Test(
        "The example in PyTorch is a run like any other",
        .enabled(if: python(with: "torch, PIL") != nil, "PyTorch is not installed"))
    func torchExample() async throws {
        try await runExample("pytorch", python: try #require(Self.python(with: "torch, PIL")), epochs: 2)
    }
}
