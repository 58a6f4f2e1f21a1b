import Dataset
import Foundation
import Scoring
import Testing
import Workbench

@Suite("Training by a command", .enabled(if: FakeTrainer.python != nil, "Python 3 is not installed"))
struct TrainModelTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace
    private var shelf: TrainerShelf { TrainerShelf(workspace) }
    private var library: RunLibrary { RunLibrary(workspace: workspace) }

    /// 24 samples: 0, 4, 8, … in val; classes i, ii, iii in turn.
    init() throws {
        folder = try TemporaryFolder()
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "w")
        try Pictures.writeFolder(folder.sub("images"), count: 24)
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent())
    }

    private func register(
        _ name: String = "fake", right: String = ".png", timeLimit: Double = 60, script: String = FakeTrainer.script,
        skipsTrain: Bool = false
    ) throws {
        let specification = try FakeTrainer.make(
            in: folder.sub(name), name: name, right: right, timeLimit: timeLimit, script: script,
            skipsTrain: skipsTrain)
        try shelf.register(specification, author: "Ada")
    }

    private func train(
        _ trainer: String = "fake", version: String? = nil, seeds: Int = 1, evaluate: [String] = [], folds: Int = 0,
        whatIf: WhatIf = WhatIf(), again: Bool = false
    ) throws -> RunGroup {
        try TrainModel(
            version: version, trainer: trainer, seeds: seeds, evaluate: evaluate, folds: folds, whatIf: whatIf,
            again: again
        ).run(in: workspace, reporting: .silent())
    }

    private func edit(_ ids: [Int64], _ set: CellChanges) throws {
        _ = try workspace.apply(
            EditRequest(author: "Ada", edits: [Edit(samples: ids, set: set)], createClasses: true))
    }

    private func ids(_ split: String) throws -> [Int64] {
        var query = SampleQuery()
        query.splits = [split]
        return try workspace.sampleIDs(matching: query)
    }

    // MARK: What comes out

    @Test("A run has its scores, its curve and what it says of each sample; the mean is over the seeds")
    func scores() throws {
        try register(right: "/i/,/iii/")
        let group = try train(seeds: 2)
        #expect(group.runs.map(\.seed) == [1, 2] && group.data.train == 18 && group.data.val == 6)
        // Of i and iii all are right; ii is taken for ii by the seed that prefers the second class.
        let val = try #require(group.mean["val"])
        #expect(group.runs[0].scores["val"]?.accuracy == 1)
        #expect(abs((group.runs[1].scores["val"]?.accuracy ?? 0) - 4.0 / 6) < 1e-12)
        #expect(abs(val.mean - 5.0 / 6) < 1e-12 && val.seeds == 2 && val.interval.method == .student)
        #expect(group.runs[0].scores["train"]?.count == 18 && group.runs[0].scores["test"] == nil)
        let run = group.runs[0].id
        #expect(try workspace.epochs(of: run).map(\.epoch) == [1, 2, 3])
        #expect(try workspace.epochs(of: run).last?.valAccuracy == 1)
        let detail = try library.detail(group.runs[1].id)
        #expect(detail.confusion.flatMap(\.self).reduce(0, +) == 6)
        #expect(detail.confusion[1][0] == 2 && detail.classes[1].recall == 0)
        let folder = workspace.directory.root.appendingPathComponent(group.runs[0].files)
        for name in ["samples.jsonl", "probabilities.npy", "run.json", "output.txt"] {
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path), "\(name)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + ".work"))
    }

    @Test("The hard images come hardest first, and a cell of the confusions has its images")
    func hard() throws {
        try register(right: "/i/,/iii/")
        let run = try train(seeds: 2).runs[1].id
        var query = ScoredSampleQuery()
        query.set = "val"
        query.correct = false
        let hard = try library.samples(of: run, query)
        #expect(hard.total == 2 && hard.samples.allSatisfy { $0.given == "ii" && $0.predicted == "i" })
        #expect(hard.samples.allSatisfy { ($0.margin ?? 0) < 0 })
        query = ScoredSampleQuery()
        query.given = "ii"
        query.predicted = "i"
        #expect(try library.samples(of: run, query).total == 8)
    }

    @Test("The same run is not made again, unless that is asked for")
    func again() throws {
        try register()
        let first = try train().runs[0].id
        #expect(try train().runs[0].id == first)
        #expect(try train(seeds: 2).runs.map(\.id) == [first, first + 1])
        // Another job: the silent reporter's job is the same as before, which would be a job that goes on.
        let other = try TrainModel(trainer: "fake", again: true).run(in: workspace, reporting: .silent(job: 2))
        #expect(other.runs[0].id == first + 2)
        try edit([1], CellChanges(addTags: ["x"]))
        #expect(try train().runs[0].id == first + 3)
    }

    // MARK: Which samples

    @Test("What a sample was at that version counts, not what it is now")
    func version() throws {
        try register()
        try workspace.nameVersion("v1", author: "Ada")
        try edit(try ids("val"), CellChanges(split: .set("train")))
        let group = try train(version: "v1")
        #expect(group.data.train == 18 && group.data.val == 6 && group.version.name == "v1")
        #expect(throws: TrainingError.noVal) { try train() }
    }

    @Test("Trashed samples are left out, unlabelled ones are predicted but not scored; both are counted")
    func leftOut() throws {
        try register()
        let (train, val) = (try ids("train"), try ids("val"))
        try edit([train[0]], CellChanges(state: .trashed))
        try edit([train[1], val[0]], CellChanges(label: .set(nil)))
        let group = try self.train()
        #expect(group.data.train == 16 && group.data.val == 5)
        #expect(group.data.leftOut.trashed == 1 && group.data.leftOut.unlabelled == 2)
        #expect(group.runs[0].scores["val"]?.count == 5 && group.runs[0].scores["none"] == nil)
        var all = ScoredSampleQuery()
        all.given = ""
        #expect(try library.samples(of: group.runs[0].id, all).total == 2)
    }

    @Test("A tag can be scored; what was trained on is no part of it")
    func tag() throws {
        try register(right: "train/,val/")
        let (train, val) = (try ids("train"), try ids("val"))
        try edit([train[0], val[0], val[1]], CellChanges(addTags: ["book"]))
        try edit([train[2]], CellChanges(split: .set(nil), addTags: ["book"]))
        let group = try self.train(evaluate: ["book"])
        #expect(group.mean["book"]?.seeds == 1 && group.runs[0].scores["book"]?.count == 3)
        #expect(throws: TrainingError.emptySet("nobody")) { try self.train(evaluate: ["nobody"]) }
    }

    @Test("More images than the budget are refused, with how many")
    func budget() throws {
        var specification = try FakeTrainer.make(in: folder.sub("fake"))
        guard case .command(var settings) = specification.method else { return }
        settings.imageBudget = 20
        specification.method = .command(settings)
        try shelf.register(specification, author: "Ada")
        #expect(throws: TrainingError.overBudget(images: 24, budget: 20)) { try train() }
    }

    @Test("Images that are in train and in val byte for byte are counted")
    func shared() throws {
        try register()
        try Data(Pictures.png(0)).write(to: folder.sub("images/train/i/again.png"))
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent())
        #expect(try train().data.sharedImages == 1)
    }

    // MARK: What if

    @Test("Without a tag its samples are not trained on; what is scored stays")
    func withoutTag() throws {
        try register()
        let (train, val) = (try ids("train"), try ids("val"))
        try edit([train[0], train[1], val[0]], CellChanges(addTags: ["batch"]))
        let group = try self.train(whatIf: WhatIf(without: [.tag("batch")]))
        #expect(group.data.train == 16 && group.data.val == 6 && group.data.leftOut.whatIf == 2)
        #expect(group.title.hasSuffix("without batch"))
        #expect(throws: TrainingError.unknownTag("no")) { try self.train(whatIf: WhatIf(without: [.tag("no")])) }
    }

    @Test("With a tag, its labelled samples outside all splits or in the trash are trained on besides")
    func withTag() throws {
        try register()
        let train = try ids("train")
        try edit([train[0], train[1], train[2]], CellChanges(split: .set(nil), addTags: ["batch"]))
        try edit([train[1]], CellChanges(state: .trashed))
        try edit([train[2]], CellChanges(label: .set(nil)))
        #expect(try self.train().data.train == 15)
        let group = try self.train(whatIf: WhatIf(with: [.tag("batch")]))
        #expect(group.data.train == 17 && group.data.added == 2)
        try edit([train[0], train[1]], CellChanges(split: .set("val"), state: .active))
        #expect(throws: TrainingError.nothingInTag("batch")) { try self.train(whatIf: WhatIf(with: [.tag("batch")])) }
    }

    @Test("Without changes, and with later ones, the dataset is as if they had not, or had, been made")
    func changes() throws {
        try register()
        let train = try ids("train")
        try edit([train[0]], CellChanges(split: .set(nil)))
        let first = try workspace.lastChange()
        try edit([train[1]], CellChanges(split: .set(nil)))
        #expect(try self.train().data.train == 16)
        #expect(try self.train(whatIf: WhatIf(without: [.changes(first...first)])).data.train == 17)
        let before = String(first - 1)
        #expect(
            try self.train(version: before, whatIf: WhatIf(with: [.changes(first...first + 1)])).data.train == 16)
        #expect(throws: TrainingError.self) {
            try self.train(version: before, whatIf: WhatIf(without: [.changes(first...first)]))
        }
        #expect(throws: TrainingError.self) { try self.train(whatIf: WhatIf(with: [.changes(first...first)])) }
    }

    @Test("A batch is a number, a range, or a tag")
    func batches() {
        #expect(WhatIf.Batch("12") == .changes(12...12))
        #expect(WhatIf.Batch("12-20") == .changes(12...20))
        for tag in ["20-12", "a-b", "12-", "-12", "1-2-3", "mirrored", "١٢"] { #expect(WhatIf.Batch(tag) == .tag(tag)) }
    }

    // MARK: Folds

    @Test("Folds predict every labelled sample of train and val by a model that has not seen it")
    func folds() throws {
        try register(skipsTrain: true)
        let group = try train(folds: 3)
        let run = group.runs[0]
        #expect(run.scores["out of sample"]?.count == 24 && group.folds == 3)
        let rows = try RunFiles(run: run.id, in: workspace.directory).rows()
        #expect(Set(rows.map(\.fold)) == [1, 2, 3] && rows.count == 24)
        #expect(Set(try workspace.epochs(of: run.id).map(\.fold)) == [1, 2, 3])
        // They have no place on the leaderboard, for they are no score of a version.
        #expect(try library.leaderboard().boards.isEmpty)
    }

    // MARK: Comparing

    @Test("Two versions are compared on what both judged, by the labels of the second")
    func compare() throws {
        try register("half", right: "/i/,/iii/")
        let before = try train("half", seeds: 2)
        // Of the samples of ii that one seed gets wrong, one of val was a i all along.
        let wrong = try #require(
            try library.samples(of: before.runs[1].id, query(set: "val", given: "ii")).samples.first?.sample)
        try edit([wrong], CellChanges(label: .set("i")))
        let after = try train("half", seeds: 2)
        let found = try library.compare(before.runs[1].id, after.runs[1].id, single: true)
        #expect(found.paired == 6 && found.first.runs.count == 1)
        // The first took it for i, and so it counts as right for both.
        #expect(abs(found.accuracyBefore - 5.0 / 6) < 1e-12 && found.accuracyAfter == found.accuracyBefore)
        #expect(found.mcNemar.mended == 0 && found.mcNemar.broken == 0 && found.bootstrap.difference == 0)
        #expect(found.dataset.relabelled.samples == [wrong] && found.dataset.changeCount == 1)
        let groups = try library.compare(before.runs[0].id, after.runs[0].id)
        #expect(groups.first.runs.count == 2 && groups.second.runs.count == 2)
    }

    private func query(set: String, given: String) -> ScoredSampleQuery {
        var query = ScoredSampleQuery()
        query.set = set
        query.given = given
        return query
    }

    @Test("Runs of different trainers are compared only where that is meant, and share no leaderboard")
    func otherTrainers() throws {
        try register("good")
        try register("bad", right: "nothing")
        let (good, bad) = (try train("good").runs[0].id, try train("bad").runs[0].id)
        #expect(throws: RunComparisonError.self) { try library.compare(bad, good) }
        let found = try library.compare(bad, good, anyTrainer: true)
        #expect(found.mended.count == 4 && found.broken.isEmpty && found.bootstrap.difference > 0.5)
        #expect(try library.leaderboard().boards.map(\.trainer.name) == ["bad", "good"])
        #expect(try library.leaderboard(trainer: "good").boards.count == 1)
    }
}
