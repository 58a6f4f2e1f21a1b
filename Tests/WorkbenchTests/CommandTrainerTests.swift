import Dataset
import Foundation
import Synchronization
import Testing
import Workbench

@Suite("What a command may do wrong", .enabled(if: FakeTrainer.python != nil, "Python 3 is not installed"))
struct CommandTrainerTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
        try Pictures.writeFolder(folder.sub("images"), count: 12)
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent())
    }

    private func train(
        _ script: String, timeLimit: Double = 60, reporter: JobReporter = .silent()
    ) throws {
        let specification = try FakeTrainer.make(in: folder.sub("t"), timeLimit: timeLimit, script: script)
        try TrainerShelf(workspace).register(specification, author: "Ada")
        _ = try TrainModel(trainer: "fake").run(in: workspace, reporting: reporter)
    }

    private func message(_ script: String) -> String {
        do {
            try train(script)
            return "it was taken"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "A line that is not right is named with its file, its number and what is wrong",
        arguments: [
            (#"p:i")"#, #"p:j")"#, "predictions.csv, line 1: there is no column \"p:i\""),
            ("0.9 if", "1.9 if", "line 2: p:i is \"1.9\", which is no probability"),
            ("0.9 if", "'nan' if", "line 2: p:i is \"nan\", which is no probability"),
            ("0.9 if", "0.5 if", "line 2: the probabilities sum to 0.6, not to 1"),
            ("[line[\"file_name\"]]", "['../' + line[\"file_name\"]]", "line 2: there is no image \"../"),
            ("for line in lines:", "for line in lines + lines[:1]:", "is in line 2 already"),
            (
                "for line in lines:", "for line in [l for l in lines if l['split'] != 'val']:",
                "says nothing of 3 of the validation images"
            ),
            ("writerow([line", "writerow(['x', line", "it has 5 fields, and the first line has 4"),
            ("\"epoch\": epoch", "\"epoch\": 2 * epoch", "metrics.jsonl, line 1: epoch is 2, and 1 is expected"),
            ("epoch / int(epochs)", "epoch", "val_accuracy is 2.0, which is no share"),
            (
                "\"epoch\": epoch, ", "",
                "metrics.jsonl, line 1: it is not the JSON that is expected: \"epoch\" is missing"
            ),
            ("with open(out + \"/predictions.csv\"", "with open(out + \"/other.csv\"", "wrote no predictions.csv"),
            (
                "import csv,", "import sys; print('no GPU'); sys.exit(7)\nimport csv,",
                "exit code 7. It last wrote: no GPU"
            ),
        ])
    func badOutput(from: String, to: String, words: String) throws {
        // The first row of the fake is of class i, whose probability is written first.
        var script = FakeTrainer.script.replacingOccurrences(of: from, with: to)
        if from.hasPrefix("p:i") {
            script = FakeTrainer.script.replacingOccurrences(of: "[\"p:\" + name", with: "[\"q:\" + name")
        }
        let said = message(script.replacingOccurrences(of: "SKIP_TRAIN", with: "False"))
        #expect(said.contains(words), "\(said)")
        let run = try #require(try workspace.runs().first)
        #expect(run.state == .failed && run.error == said)
    }

    @Test("A script that was changed since it was registered is another trainer")
    func changed() throws {
        try train(FakeTrainer.script)
        try Data("print('hello')".utf8).write(to: folder.sub("t/train.py"))
        #expect(throws: CommandTrainerError.changed(folder.sub("t/train.py").path)) {
            try TrainModel(trainer: "fake", again: true).run(in: workspace, reporting: .silent(job: 2))
        }
        let again = try FakeTrainer.make(in: folder.sub("t"), script: "print(1)\n")
        // The one that could not begin is a run too, and says why.
        #expect(throws: TrainerError.frozen(name: "fake", runs: 2)) {
            try TrainerShelf(workspace).register(again, author: "Ada")
        }
    }

    @Test("A program that is not there is named")
    func notThere() throws {
        let specification = TrainerSpecification(
            name: "x",
            method: .command(
                CommandSettings(command: ["no-such-program", "{data}", "{out}"], folder: folder.url.path)))
        try TrainerShelf(workspace).register(specification, author: "Ada")
        #expect(throws: CommandTrainerError.self) {
            try TrainModel(trainer: "x").run(in: workspace, reporting: .silent())
        }
    }

    /// A script that starts a child and waits for ever; both write their numbers into files.
    private var endless: String {
        """
        import os, subprocess, sys, time
        child = subprocess.Popen(["sleep", "1000"])
        open("\(folder.sub("pids").path)", "w").write(f"{os.getpid()} {child.pid}")
        print("waiting", flush=True)
        time.sleep(1000)

        """
    }

    private func allAreGone() throws -> Bool {
        let text = try String(contentsOf: folder.sub("pids"), encoding: .utf8)
        for _ in 0..<200 {
            // A child whose parent is gone is reaped by somebody else, a little later.
            let alive = text.split(separator: " ").compactMap { Int32($0) }.filter { pid in
                let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
                return status.map { !$0.contains(") Z") } ?? false
            }
            if alive.isEmpty { return true }
            usleep(20_000)
        }
        return false
    }

    @Test("The time limit ends the command and all that it started")
    func timeLimit() throws {
        #expect(throws: CommandTrainerError.timeLimit(1.5)) { try train(endless, timeLimit: 1.5) }
        #expect(try allAreGone())
        #expect(try workspace.runs().first?.state == .failed)
    }

    @Test("Cancelling ends the command and all that it started; its output was told until then")
    func cancel() throws {
        let notes = Mutex<[String]>([])
        let reporter = JobReporter(
            job: 1, author: "Ada", observer: { progress in notes.withLock { $0.append(progress.message ?? "") } })
        let pids = folder.sub("pids")
        Thread.detachNewThread {
            while !FileManager.default.fileExists(atPath: pids.path) { usleep(10_000) }
            usleep(400_000)
            reporter.stop(.cancelled)
        }
        #expect(throws: JobCancelled.self) { try train(endless, reporter: reporter) }
        #expect(try allAreGone())
        #expect(try workspace.runs().first?.state == .cancelled)
        #expect(notes.withLock { $0.contains("waiting") })
    }

    @Test("What a shell would do with a command line is not done")
    func words() throws {
        let script = """
            import sys
            open("\(folder.sub("arguments").path)", "w").write("\\n".join(sys.argv[1:]))
            sys.exit(3)

            """
        try FileManager.default.createDirectory(at: folder.sub("t"), withIntermediateDirectories: true)
        try Data(script.utf8).write(to: folder.sub("t/train.py"))
        let python = try #require(FakeTrainer.python)
        let json =
            #"{"name":"w","command":"\#(python) train.py {data} {out} '$HOME; ls *' \"a {seed} {b} {epochs}\" x\\ y"}"#
        try Data(json.utf8).write(to: folder.sub("t/trainer.json"))
        try TrainerShelf(workspace).register(TrainerFile.read(folder.sub("t/trainer.json")), author: "Ada")
        #expect(throws: CommandTrainerError.self) {
            try TrainModel(trainer: "w").run(in: workspace, reporting: .silent())
        }
        let arguments = try String(contentsOf: folder.sub("arguments"), encoding: .utf8).split(separator: "\n")
        #expect(arguments.dropFirst(2) == ["$HOME; ls *", "a 1 {b} ", "x y"])
    }

    @Test(
        "A trainer's file is refused with what is wrong",
        arguments: [
            (#"{"name":"x","epoch":3}"#, "has no \"epoch\""), (#"{"epochs":3}"#, "name must be"),
            (#"{"name":"x","epochs":0}"#, "epochs must be a whole number from 1"),
            (#"{"name":"x","kind":"magic"}"#, "kind must be"), (#"[1]"#, "one JSON object"), ("{", "is not JSON"),
            (#"{"name":"x","command":"python3 train.py {data}"}"#, "with {out} in it"),
            (#"{"name":"x","command":"python3 'train.py {data} {out}"}"#, "whose quotes are closed"),
            (#"{"name":"x","command":[1,"{data}","{out}"]}"#, "a list of texts"),
            (#"{"name":"x","command":"a {data} {out}","timeLimit":0}"#, "timeLimit must be"),
        ])
    func badFile(json: String, words: String) throws {
        let file = folder.sub("trainer.json")
        try Data(json.utf8).write(to: file)
        let error = #expect(throws: TrainerFileError.self) { try TrainerFile.read(file) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("A name and a first seed make no other trainer; anything else does")
    func digest() throws {
        var one = TrainerSpecification.competition
        let digest = try one.digest
        one.name = "x"
        one.seed = 9
        #expect(try one.digest == digest)
        #expect(try one.with(epochs: 7).digest != digest)
        #expect(one.with(epochs: 7).name == "x, 7 epochs" && one.with(epochs: 100) == one)
        #expect(throws: TrainerFileError.commandFromOutside) {
            try TrainerFile.specification(
                .object(["name": .string("x"), "command": .string("a {data} {out}")]), folder: nil)
        }
    }
}
