import Dataset
import Foundation
import Matrices
import Testing

@Suite("Trainers and runs, as they are kept")
struct RunTests {
    private let bench: Bench
    private let one = String(repeating: "1", count: 64)
    private let two = String(repeating: "2", count: 64)

    init() throws {
        bench = try Bench()
        try bench.take([Incoming("train/i/1.png", "i", "train")])
    }

    private var workspace: Workspace { bench.workspace }

    private func key(_ digest: String) -> RunKey { RunKey(trainer: digest, change: 1, variation: "{}", folds: 0) }

    @Test("A trainer may change until a run used it; then its name stays with what it is")
    func frozen() throws {
        try workspace.registerTrainer(name: "ours", digest: one, specification: "{}", author: "Ada")
        try workspace.registerTrainer(name: "ours", digest: two, specification: "{}", author: "Ada")
        #expect(try workspace.trainers().map(\.digest) == [two])
        _ = try workspace.beginRun(key(two), seed: 1, data: "{}", author: "Ada", job: nil)
        #expect(throws: TrainerError.frozen(name: "ours", runs: 1)) {
            try workspace.registerTrainer(name: "ours", digest: one, specification: "{}", author: "Ada")
        }
        #expect(try workspace.registerTrainer(name: "ours", digest: two, specification: "{}", author: "Ada").runs == 1)
        #expect(throws: TrainerError.sameAs(name: "mine", other: "ours")) {
            try workspace.registerTrainer(name: "mine", digest: two, specification: "{}", author: "Ada")
        }
    }

    @Test("A run keeps its curve; epochs that are told again are written over, later ones go")
    func curve() throws {
        try workspace.registerTrainer(name: "ours", digest: one, specification: "{}", author: "Ada")
        let run = try workspace.beginRun(key(one), seed: .max, data: "{}", note: "n", author: "Ada", job: 3)
        #expect(run.seed == .max && run.state == .running && run.job == 3 && run.note == "n")
        try workspace.keepEpochs((1...3).map { RunEpoch(epoch: $0, valAccuracy: 0.1) }, of: run.id)
        try workspace.keepEpochs([RunEpoch(epoch: 2, valAccuracy: 0.5)], of: run.id)
        #expect(try workspace.epochs(of: run.id).map(\.valAccuracy) == [0.1, 0.5])
        #expect(try workspace.epochCount(of: run.id) == 2)
        try workspace.endRun(run.id, as: .failed, error: "no")
        #expect(try workspace.run(run.id).error == "no")
        try workspace.continueRun(run.id, job: 4)
        try workspace.completeRun(run.id, result: "{}")
        let done = try workspace.run(run.id)
        #expect(done.state == .done && done.error == nil && done.job == 4 && done.finishedAt != nil)
        #expect(throws: RunError.unknown(9)) { try workspace.run(9) }
    }

    @Test("The files of a run are whole or not there, and what it needed to go on is gone with it")
    func files() throws {
        let files = RunFiles(run: 7, in: workspace.directory)
        try FileManager.default.createDirectory(at: files.work, withIntermediateDirectories: true)
        let rows = [
            RunFiles.Row(sample: 1, digest: one, split: "train", given: "i", tags: ["a, \"b\""]),
            RunFiles.Row(sample: 2, digest: two, split: nil, given: nil, tags: [], fold: 2),
        ]
        let probabilities = Matrix(rows: 2, columns: 2, values: [0.5, 0.5, 0.1, 0.9])
        for _ in 0..<2 {
            try files.write(
                rows: rows, probabilities: probabilities, margins: Matrix(rows: 1, columns: 3, values: [1, 2, 3]),
                description: Data("{}".utf8), output: nil)
        }
        #expect(try files.rows() == rows)
        #expect(try files.probabilities() == probabilities)
        #expect(try files.margins()?.columns == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.directory.runs.path) == ["7"])
        try Data("{\"sample\":".utf8).write(to: files.folder.appendingPathComponent("samples.jsonl"))
        #expect(throws: RunError.self) { try files.rows() }
    }
}
