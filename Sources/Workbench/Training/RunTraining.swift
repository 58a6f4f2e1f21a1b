import Dataset
import Foundation
import Matrices
import Scoring

/// The runs of one training command, one seed after the other.
struct RunTraining {
    let workspace: Workspace
    let reporter: JobReporter
    let specification: TrainerSpecification
    let set: TrainingSet
    let key: RunKey
    let seeds: [UInt64]
    let again: Bool
    let note: String?
    var phase = "training"

    /// - Returns: the ids of the runs, by seed.
    func run() throws -> [Int64] {
        if set.data.sharedImages > 0 {
            reporter.note(
                "\(set.data.sharedImages) images are in train and in val byte for byte: the score on val is flattered.")
        }
        // Made once for all seeds, and only where there is something to train.
        var trainer: (any Trainer)?
        var ids: [Int64] = []
        for (index, seed) in seeds.enumerated() {
            let earlier = try workspace.runs(key, seed: seed)
            if let done = earlier.first(where: { $0.state == .done && (!again || $0.job == reporter.job) }) {
                ids.append(done.id)
                continue
            }
            let ready = try trainer ?? makeTrainer()
            trainer = ready
            let unfinished = earlier.first { $0.state != .done }
            let run = try unfinished?.id ?? begin(seed)
            if unfinished != nil { try workspace.continueRun(run, job: reporter.job) }
            do {
                try train(run, seed: seed, index: index, by: ready)
            } catch {
                // A run whose process ends goes on later; the job says so.
                if reporter.stopped == .cancelled {
                    try? workspace.endRun(run, as: .cancelled, error: nil)
                } else if reporter.stopped == nil {
                    try? workspace.endRun(run, as: .failed, error: JobFailure(error).message)
                }
                throw error
            }
            ids.append(run)
        }
        return ids
    }

    private func makeTrainer() throws -> any Trainer {
        switch specification.method {
        case .command(let settings): return CommandTrainer(settings: settings)
        case .fixedModel(let settings):
            return try FixedModelTrainer(settings: settings, set: set, images: workspace.images, reporter: reporter)
        }
    }

    private func begin(_ seed: UInt64) throws -> Int64 {
        try workspace.beginRun(
            key, seed: seed, data: JSONValue(encoding: set.data).text(), note: note, author: reporter.author,
            job: reporter.job
        ).id
    }

    // MARK: One run

    private func train(_ run: Int64, seed: UInt64, index: Int, by trainer: any Trainer) throws {
        let files = RunFiles(run: run, in: workspace.directory)
        let name = seeds.count > 1 ? "seed \(index + 1) of \(seeds.count)" : "seed \(seed)"
        var result = RunResult()
        if key.folds == 0 {
            let outcome = try trainer.train(
                task(run, seed: seed, set: set, files: files, fold: 0, takesBest: true, name: name, part: index))
            result.bestEpoch = outcome.bestEpoch
            result.imagesPerSecond = outcome.imagesPerSecond
            try keep(outcome.features, of: set.members, run: run, isFirst: index == 0)
            try finish(run, files, rows: set.members.map { row($0, fold: nil) }, outcome, result)
        } else {
            let folds = StratifiedFolds(
                groups: (set.train + set.val).map(\.digest), classes: (set.train + set.val).map { $0.given ?? 0 },
                count: key.folds, seed: seed)
            let outcome = try outOfSample(run, seed: seed, index: index, files, folds, name: name, by: trainer)
            result.imagesPerSecond = outcome.imagesPerSecond
            let rows = (set.train + set.val).enumerated().map { row($1, fold: folds.foldOf[$0] + 1) }
            try finish(run, files, rows: rows, outcome, result)
        }
    }

    /// Trains once for each fold and puts together what each model says of the samples that it has not seen.
    private func outOfSample(
        _ run: Int64, seed: UInt64, index: Int, _ files: RunFiles, _ folds: StratifiedFolds, name: String,
        by trainer: any Trainer
    ) throws -> TrainingOutcome {
        let count = set.train.count + set.val.count
        var probabilities = Matrix(rows: count, columns: set.classes.count)
        var rates: [Double] = []
        for fold in 0..<folds.count {
            let part = set.holdingOut { folds.foldOf[$0] == fold }
            guard !part.train.isEmpty, !part.val.isEmpty else { continue }
            let held = (0..<count).filter { folds.foldOf[$0] == fold }
            // A fold that is done is not trained again after a crash.
            let file = files.work.appendingPathComponent("fold-\(fold + 1).npy").path
            if FileManager.default.fileExists(atPath: file), let kept = try? NPY.read(file),
                kept.rows == held.count, kept.columns == set.classes.count
            {
                for (row, target) in held.enumerated() { probabilities.set(kept.row(row), at: target) }
                continue
            }
            let outcome = try trainer.train(
                task(
                    run, seed: seed, set: part, files: files, fold: fold + 1, takesBest: false,
                    name: "\(name), fold \(fold + 1) of \(folds.count)", part: index * folds.count + fold))
            let said = outcome.probabilities.selecting(part.train.count..<part.train.count + held.count)
            for (row, target) in held.enumerated() { probabilities.set(said.row(row), at: target) }
            try FileManager.default.createDirectory(at: files.work, withIntermediateDirectories: true)
            try NPY.write(said, to: file)
            if let rate = outcome.imagesPerSecond { rates.append(rate) }
        }
        return TrainingOutcome(
            probabilities: probabilities, imagesPerSecond: rates.isEmpty ? nil : Spread(rates).mean)
    }

    private func task(
        _ run: Int64, seed: UInt64, set: TrainingSet, files: RunFiles, fold: Int, takesBest: Bool, name: String,
        part: Int
    ) -> TrainingTask {
        let parts = seeds.count * max(1, key.folds)
        // Units are training images, so that the rate is one that people know.
        let unit = specification.epochs.map { $0 * set.train.count }
        reporter.report(phase: phase, done: part * (unit ?? 0), total: unit.map { parts * $0 })
        var kept = 0
        return TrainingTask(
            workspace: workspace, set: set, seed: seed,
            work: fold == 0 ? files.work : files.work.appendingPathComponent("fold-\(fold)", isDirectory: true),
            takesBest: takesBest, reporter: reporter, name: name
        ) { [workspace, reporter, phase] share, epochs in
            if let epochs, let last = epochs.last {
                try workspace.keepEpochs(epochs.count > kept ? Array(epochs[kept...]) : epochs, of: run, fold: fold)
                kept = epochs.count
                reporter.note(Self.words(last, name: name))
            }
            reporter.report(
                phase: phase, done: Int((Double(part) + share) * Double(unit ?? 0)), total: unit.map { parts * $0 }
            )
            try reporter.checkCancelled()
        }
    }

    /// `seed 1 of 3, epoch 12: loss 0.512, train 82.1 %, val 64.8 %`.
    static func words(_ epoch: RunEpoch, name: String) -> String {
        func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
        let parts = [
            epoch.trainLoss.map { "loss \(String(format: "%.3f", $0))" },
            epoch.trainAccuracy.map { "train \(percent($0))" }, epoch.valAccuracy.map { "val \(percent($0))" },
        ].compactMap(\.self)
        return "\(name), epoch \(epoch.epoch): \(parts.joined(separator: ", "))"
    }

    // MARK: Keeping

    private func row(_ member: TrainingSet.Member, fold: Int?) -> RunFiles.Row {
        RunFiles.Row(
            sample: member.sample, digest: member.digest, split: member.split,
            given: member.given.map { set.classes[$0] }, tags: member.tags, fold: fold)
    }

    /// The model's own features become an embedding like any other, of the first seed only.
    private func keep(_ features: Matrix?, of members: [TrainingSet.Member], run: Int64, isFirst: Bool) throws {
        guard let features, isFirst, features.columns > 0 else { return }
        let writer = try workspace.embeddingWriter(model: RunLibrary.embedding(of: run), dimension: features.columns)
        defer { try? writer.close() }
        try writer.append(digests: members.map(\.digest), rows: features)
    }

    private func finish(
        _ run: Int64, _ files: RunFiles, rows: [RunFiles.Row], _ outcome: TrainingOutcome, _ result: RunResult
    ) throws {
        var result = result
        for name in ["train", "val", "test", "none"] {
            result.scores[name] = SetScore(
                rows: rows, probabilities: outcome.probabilities, classes: set.classes, set: ScoredSet(name))
        }
        if key.folds > 0 {
            result.scores["out of sample"] = SetScore(
                rows: rows, probabilities: outcome.probabilities, classes: set.classes)
        }
        let description: JSONValue = .object([
            "run": .integer(run), "trainer": try specification.json, "version": .integer(key.change),
            "whatIf": try JSONValue(text: key.variation), "folds": .integer(Int64(key.folds)),
            "data": try JSONValue(encoding: set.data), "result": try JSONValue(encoding: result),
        ])
        try files.write(
            rows: rows, probabilities: outcome.probabilities, margins: outcome.margins,
            description: Data(try description.text().utf8), output: outcome.output)
        try workspace.completeRun(run, result: JSONValue(encoding: result).text())
    }
}

extension Matrix {
    fileprivate mutating func set(_ values: ArraySlice<Float>, at row: Int) {
        for (column, value) in values.enumerated() { self[row, column] = value }
    }
}
