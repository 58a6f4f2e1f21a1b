import Dataset
import Embeddings
import FixedModel
import Foundation
import Imaging
import Matrices
import Scoring

/// A growth that is going on: round after round, each kept when it is done.
struct Growing {
    private let asked: GrowDataset
    private let workspace: Workspace
    private let reporter: JobReporter
    private let shelf: GrowthShelf
    /// What can be made again: the pool, its embedding, the trainings of the round that is going on.
    private let folder: URL

    private let specification: TrainerSpecification
    private let settings: FixedModelSettings
    private let set: TrainingSet
    private let seeds: [UInt64]
    private let id: String

    init(_ asked: GrowDataset, in workspace: Workspace, reporting reporter: JobReporter) throws {
        self.asked = asked
        self.workspace = workspace
        self.reporter = reporter
        shelf = GrowthShelf(workspace)
        var specification = try TrainerShelf(workspace).trainer(asked.trainer)
        if let epochs = asked.epochs { specification = specification.with(epochs: epochs) }
        guard case .fixedModel(let settings) = specification.method else {
            throw GrowError.notFixedModel(specification.name)
        }
        self.specification = specification
        self.settings = settings
        set = try TrainingSet(workspace, change: asked.change ?? workspace.lastChange(), whatIf: WhatIf())
        try set.validate(budget: specification.imageBudget)
        seeds = (0..<UInt64(asked.seeds)).map { specification.seed &+ $0 }
        // Other rules make other candidates, so they are in the name too.
        let rules = try workspace.classRules().map { entry in
            "\(entry.name) \(entry.parts) \(entry.chain) "
                + entry.rules.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.outcome) \($0.value.limit ?? -1)" }
                .joined(separator: ",")
        }
        let key = try [JSONValue(encoding: asked).text(), specification.digest] + rules
        id = "grow-" + String(SHA256Digest.hex(of: Array(key.joined(separator: "\n").utf8)).prefix(16))
        folder = workspace.directory.cache.appendingPathComponent("growing", isDirectory: true)
            .appendingPathComponent(id, isDirectory: true)
    }

    // MARK: Rounds

    /// Does what is not done yet.
    func finish() throws -> Growth {
        let earlier = try? shelf.growth(id)
        if let earlier, earlier.stop != nil { return earlier }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pool = try pool()
        let pictures = try GrowPictures(workspace)
        let model = asked.model ?? ""
        let rows = try PoolEmbedding(file: folder.appendingPathComponent("pool.npy"), model: model)
            .rows(of: pool, pictures: pictures, reporting: reporter)
        let nearest = NearestCandidates(
            pool: rows, labels: pool.entries.map(\.label), parts: CompositeEmbedding.parts(of: model).count,
            apart: asked.apart, chance: asked.choice == .chance ? specification.seed : nil)
        let embedding = try LoadedEmbedding(model: model, images: set.val.map(\.digest), in: workspace)
        var growth = try earlier ?? begin(pool)
        let room = min(
            try StudioBudget(workspace).left, specification.imageBudget - set.train.count - set.val.count,
            asked.most ?? Int.max)

        while growth.stop == nil {
            try reporter.checkCancelled()
            guard let last = growth.rounds.last else { break }
            if let stop = stop(growth, room: room) {
                growth.stop = stop
                break
            }
            reporter.report(phase: "looking for the nearest", done: 0, total: nil)
            let (choices, unserved) = try nearest.choose(
                for: needs(last, embedding), taken: growth.picks.map(\.entry), perSample: asked.perSample,
                most: min(asked.perRound, room - growth.picks.count)
            ) { try reporter.checkCancelled() }
            guard !choices.isEmpty else {
                growth.stop = .nothingNear
                break
            }
            let number = last.round + 1
            let picks = growth.picks + choices.map { Self.pick($0, of: pool, round: number) }
            let said = try train(on: picks, round: number, pictures)
            growth.picks = picks
            growth.rounds.append(round(number, said, picks: picks, unserved: unserved))
            growth.best = Self.best(growth.rounds)
            try shelf.keep(growth)
            try? FileManager.default.removeItem(at: place(number))
            say(growth)
        }
        growth.proposal = growth.best > 0 ? id : nil
        growth.finishedAt = Timestamp.now()
        try shelf.keep(growth)
        try? FileManager.default.removeItem(at: folder)
        return growth
    }

    /// The pool as it was when this began; later changes of the dataset make no other of it.
    private func pool() throws -> GrowPool {
        let file = folder.appendingPathComponent("pool.json")
        if let data = try? Data(contentsOf: file), let pool = try? JSONDecoder().decode(GrowPool.self, from: data) {
            return pool
        }
        guard try workspace.lastChange() == set.change else { throw GrowError.changed }
        reporter.report(phase: "making candidates", done: 0, total: nil)
        let pool = try GrowPool(asked, classes: set.classes, in: workspace, reporting: reporter)
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("pool.npy"))
        try JSONEncoder().encode(pool).write(to: file, options: .atomic)
        return pool
    }

    /// Round 0: the dataset as it is, as runs like any others; those that are there are not made again.
    private func begin(_ pool: GrowPool) throws -> Growth {
        let digest = try TrainerShelf(workspace).keep(specification, author: reporter.author)
        let key = RunKey(trainer: digest, change: set.change, variation: try WhatIf().key, folds: 0)
        let runs = try RunTraining(
            workspace: workspace, reporter: reporter, specification: specification, set: set, key: key, seeds: seeds,
            again: false, note: nil, phase: "training on what there is"
        ).run()
        let library = RunLibrary(workspace: workspace)
        let said = try runs.map { id in
            let run = try library.load(id)
            return run.probabilities.selecting(
                try set.val.map { member in
                    guard let row = run.rowOf[member.sample] else {
                        throw RunError.damaged(id, why: "it says nothing of sample \(member.sample)")
                    }
                    return row
                })
        }
        let growth = Growth(
            id: id, author: reporter.author, at: Timestamp.now(), asked: asked, trainer: specification.name,
            seeds: seeds, val: set.val.count,
            pool: .init(
                candidates: pool.entries.count, sources: pool.sources,
                byClass: Dictionary(pool.entries.map { ($0.label, 1) }, uniquingKeysWith: +), leftOut: pool.leftOut),
            runs: runs, rounds: [round(0, said, picks: [], unserved: 0)], picks: [], best: 0)
        try shelf.keep(growth)
        say(growth)
        return growth
    }

    private func stop(_ growth: Growth, room: Int) -> Growth.Stop? {
        guard let last = growth.rounds.last else { return nil }
        if last.wrong.isEmpty { return .nothingWrong }
        if last.round - growth.best >= asked.patience { return .noGain }
        if last.round >= asked.rounds { return .rounds }
        if room - growth.picks.count <= 0 { return .budget }
        return nil
    }

    private static func best(_ rounds: [Growth.Round]) -> Int {
        rounds.reduce(rounds[0]) { $1.accuracy > $0.accuracy ? $1 : $0 }.round
    }

    private func needs(_ last: Growth.Round, _ embedding: LoadedEmbedding) -> [NearestCandidates.Need] {
        let members = Dictionary(uniqueKeysWithValues: set.val.map { ($0.sample, $0) })
        return zip(last.wrong, last.predicted).compactMap { sample, predicted in
            guard let member = members[sample], let given = member.given, let row = embedding.rowOf[member.digest]
            else { return nil }
            return .init(
                sample: sample, label: set.classes[given], predicted: predicted,
                row: Array(embedding.matrix.row(row)))
        }
    }

    private static func pick(_ choice: NearestCandidates.Choice, of pool: GrowPool, round: Int) -> Growth.Pick {
        let entry = pool.entries[choice.entry]
        return Growth.Pick(
            entry: choice.entry, round: round, label: entry.label, parent: entry.parent, note: entry.note,
            near: choice.near, digest: entry.digest, parentLabel: entry.parentLabel, parameters: entry.parameters)
    }

    private func round(_ number: Int, _ said: [Matrix], picks: [Growth.Pick], unserved: Int) -> Growth.Round {
        var wrong: [Int64] = []
        var predicted: [String] = []
        var right = [Int](repeating: 0, count: said.count)
        for (row, member) in set.val.enumerated() {
            guard let given = member.given else { continue }
            var mean = [Float](repeating: 0, count: set.classes.count)
            for (seed, matrix) in said.enumerated() {
                let values = matrix.row(row)
                if Verdict.predicted(values) == given { right[seed] += 1 }
                for (index, value) in values.enumerated() { mean[index] += value }
            }
            let says = Verdict.predicted(mean)
            if says != given {
                wrong.append(member.sample)
                predicted.append(set.classes[says])
            }
        }
        let accuracies = right.map { Double($0) / Double(set.val.count) }
        return Growth.Round(
            round: number, added: picks.count { $0.round == number }, chosen: picks.count,
            train: set.train.count + picks.count, accuracies: accuracies, accuracy: Spread(accuracies).mean,
            wrong: wrong, predicted: predicted, unserved: unserved, at: Timestamp.now())
    }

    private func say(_ growth: Growth) {
        guard let last = growth.rounds.last else { return }
        reporter.note(
            "round \(last.round): val \(String(format: "%.1f %%", 100 * last.accuracy)), \(last.wrong.count) of \(set.val.count) wrong, \(last.chosen) candidates"
        )
    }

    // MARK: Training

    private func place(_ round: Int) -> URL {
        folder.appendingPathComponent("round-\(round)", isDirectory: true)
    }

    /// Trains on train and the candidates, with every seed.
    /// - Returns: of each seed what it says of val, val × classes.
    private func train(on picks: [Growth.Pick], round: Int, _ pictures: GrowPictures) throws -> [Matrix] {
        let whole = set.adding(
            picks.enumerated().map { index, pick in
                // Negative: they are no samples.
                TrainingSet.Member(
                    sample: -1 - Int64(index), digest: pick.digest, given: set.classes.firstIndex(of: pick.label),
                    split: Split.train.rawValue, tags: [])
            })
        let images = workspace.images
        var trainer: FixedModelTrainer?
        return try seeds.enumerated().map { index, seed in
            let place = place(round)
            let file = place.appendingPathComponent("seed-\(seed).npy").path
            if let kept = try? NPY.read(file), kept.rows == set.val.count, kept.columns == set.classes.count {
                return kept
            }
            let ready =
                try trainer
                ?? FixedModelTrainer(settings: settings, set: whole, images: images, reporter: reporter) { member in
                    guard member.sample < 0 else { return try PictureDecoder.decode(images.read(member.digest)) }
                    let pick = picks[Int(-1 - member.sample)]
                    return try pictures.picture(of: pick.digest, pick.parameters)
                }
            trainer = ready
            let unit = settings.epochs * whole.train.count
            let phase = "training, round \(round) of at most \(asked.rounds)"
            let name = "round \(round), seed \(index + 1) of \(seeds.count)"
            let task = TrainingTask(
                workspace: workspace, set: whole, seed: seed,
                work: place.appendingPathComponent("seed-\(seed)", isDirectory: true), takesBest: true,
                reporter: reporter, name: name
            ) { [reporter, seeds] share, epochs in
                if let last = epochs?.last { reporter.note(RunTraining.words(last, name: name)) }
                reporter.report(
                    phase: phase, done: Int((Double(index) + share) * Double(unit)), total: seeds.count * unit)
                try reporter.checkCancelled()
            }
            let outcome = try ready.train(task)
            let said = outcome.probabilities.selecting(whole.train.count..<whole.train.count + set.val.count)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try NPY.write(said, to: file)
            try? FileManager.default.removeItem(at: task.work)
            return said
        }
    }
}
