import Dataset
import Foundation
import Interchange
import Matrices

/// Trains by a command of the user's: exports the version as class folders, runs the command, and reads what it wrote.
///
/// A crash in between begins the command again from the start, for what it keeps is its own affair.
struct CommandTrainer: Trainer {
    let settings: CommandSettings

    func train(_ task: TrainingTask) throws -> TrainingOutcome {
        try checkFiles()
        let folder = URL(fileURLWithPath: settings.folder, isDirectory: true)
        let data = task.work.appendingPathComponent("data", isDirectory: true)
        let out = task.work.appendingPathComponent("out", isDirectory: true)
        let mark = task.work.appendingPathComponent("process.json")
        TrainerProcess.endForgotten(mark)
        try? FileManager.default.removeItem(at: task.work)
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        let places = try export(task, to: data)

        let output = task.work.appendingPathComponent("output.txt")
        let words = settings.arguments(data: data.path, out: out.path, seed: task.seed)
        let started = ContinuousClock.now
        let process = try TrainerProcess(words, in: folder, output: output, mark: mark)
        defer { process.end() }
        var tail = OutputTail(output)
        var metrics = MetricsFile(out.appendingPathComponent("metrics.jsonl"))
        var told = 0
        func look() throws {
            for line in tail.newLines() { task.reporter.note(line) }
            let epochs = try metrics.read()
            guard epochs.count > told else { return }
            told = epochs.count
            let share = settings.epochs.map { min(1, Double(told) / Double($0)) } ?? 0
            try task.progress(share, epochs)
        }
        while !process.isFinished(within: 0.1) {
            try task.reporter.checkCancelled()
            try look()
            let seconds = started.duration(to: .now) / .seconds(1)
            guard seconds < settings.timeLimit else { throw CommandTrainerError.timeLimit(settings.timeLimit) }
        }
        try look()
        if let last = tail.last() { task.reporter.note(last) }
        guard process.status == 0 else {
            throw CommandTrainerError.failed(status: process.status, lastLines: tail.lastLines(4))
        }
        let epochs = try metrics.readToEnd()
        let file = out.appendingPathComponent("predictions.csv")
        let probabilities = try PredictionsFile(file, classes: task.set.classes).probabilities(
            of: task.set, places: places)
        let seconds = started.duration(to: .now) / .seconds(1)
        return TrainingOutcome(
            probabilities: probabilities, epochs: epochs,
            imagesPerSecond: epochs.isEmpty ? nil : Double(epochs.count * task.set.train.count) / seconds,
            output: tail.all(limit: 4 << 20))
    }

    /// A script that was changed since it was registered is another trainer.
    private func checkFiles() throws {
        let folder = URL(fileURLWithPath: settings.folder, isDirectory: true)
        let now = TrainerFile.files(settings.command, in: folder)
        if let changed = settings.files.keys.sorted().first(where: { now[$0] != settings.files[$0] }) {
            throw CommandTrainerError.changed(folder.appendingPathComponent(changed).path)
        }
    }

    private func export(_ task: TrainingTask, to folder: URL) throws -> [Int64: SourcePath] {
        let members = task.set.members
        let ids = members.map(\.sample)
        let now = Dictionary(uniqueKeysWithValues: try task.workspace.samples(ids).map { ($0.id, $0) })
        let sources = try task.workspace.sourcePaths(ids)
        let rows = members.compactMap { member -> DatasetSnapshot.Row? in
            guard let sample = now[member.sample], let source = sources[member.sample] else { return nil }
            return DatasetSnapshot.Row(
                sample: Sample(
                    id: sample.id, name: sample.name, path: sample.path, digest: sample.digest,
                    label: member.given.map { task.set.classes[$0] },
                    // An unlabelled image is not trained on, so it is not among the training images either.
                    split: member.given == nil ? nil : member.split, state: .active, tags: member.tags, columns: [:],
                    width: sample.width, height: sample.height, format: sample.format, bytes: sample.bytes,
                    revision: sample.revision), source: source)
        }
        let snapshot = DatasetSnapshot(
            name: try task.workspace.summary().name, lastChange: task.set.change, classes: task.set.classes,
            columns: [], rows: rows)
        return try FolderWriter().export(snapshot, from: task.workspace.images, to: folder) { _, _ in
            try task.reporter.checkCancelled()
        }.places
    }
}
