import Dataset
import Foundation
import Matrices
import Synchronization
import Testing
import Workbench

@Suite("Training the fixed model")
struct TrainFixedModelTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func workspace(_ name: String) throws -> Workspace {
        let workspace = try Workspace.create(at: folder.sub("\(name).tessera"), name: name)
        try Pictures.writeFolder(folder.sub("images"), count: 48)
        _ = try ImportFolder(folder: folder.sub("images")).run(in: workspace, reporting: .silent())
        return workspace
    }

    @Test("A run tells of each sample also how it fared over training, and its features become an embedding")
    func tells() throws {
        let workspace = try workspace("w")
        let group = try TrainModel(seeds: 2, epochs: 3).run(in: workspace, reporting: .silent())
        #expect(group.trainer.name == "competition, 3 epochs" && group.data.train == 36)
        let run = group.runs[0]
        let files = RunFiles(run: run.id, in: workspace.directory)
        let (probabilities, margins) = (try files.probabilities(), try #require(try files.margins()))
        #expect(probabilities.rows == 48 && probabilities.columns == 3 && margins.rows == 48 && margins.columns == 3)
        for row in 0..<48 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-4) }
        let epochs = try workspace.epochs(of: run.id)
        #expect(epochs.count == 3 && epochs.allSatisfy { ($0.imagesPerSecond ?? 0) > 0 && $0.trainLoss != nil })
        // The weights that were taken are those of the best epoch, and val was scored with them.
        let best = try #require(run.bestEpoch)
        #expect(abs((epochs[best - 1].valAccuracy ?? 0) - (run.scores["val"]?.accuracy ?? -1)) < 1e-12)
        let library = RunLibrary(workspace: workspace)
        let hard = try library.samples(of: run.id, ScoredSampleQuery())
        #expect(hard.samples.allSatisfy { $0.areaUnderMargin != nil && $0.forgettingEvents != nil })
        let embedding = try #require(try workspace.embeddings().first { $0.model == "run-\(run.id)" })
        #expect(embedding.count == 48 && embedding.dimension == 256 && embedding.missing == 0)
        #expect(try workspace.embeddings().count == 1)
        let near = try TrainingNeighbors(
            of: hard.samples[0].sample, run: run.id, k: 3, model: nil, library: library,
            lookup: SampleNeighbors(workspace: workspace))
        #expect(near.model == "run-\(run.id)" && near.neighbors.count == 3)
    }

    @Test("Stopped in the middle and started again, a run is the same, bit for bit", arguments: [0, 2])
    func resumed(folds: Int) throws {
        let useCase = TrainModel(epochs: 3, folds: folds)
        let calm = try workspace("calm")
        let first = try useCase.run(in: calm, reporting: .silent()).runs[0]
        let torn = try workspace("torn")
        // Told to stop again and again, now after an epoch, now within one.
        for round in 1...3 {
            let seen = Mutex(0)
            let box = Mutex<JobReporter?>(nil)
            let reporter = JobReporter(
                job: 1, author: "Ada",
                observer: { progress in
                    guard progress.phase == "training" else { return }
                    let count = seen.withLock { seen in
                        seen += 1
                        return seen
                    }
                    if count == 3 * round { box.withLock { $0 }?.stop(.shutdown) }
                })
            box.withLock { $0 = reporter }
            #expect(throws: JobCancelled.self) { try useCase.run(in: torn, reporting: reporter) }
            box.withLock { $0 = nil }
        }
        let second = try useCase.run(in: torn, reporting: .silent()).runs[0]
        #expect(first.scores == second.scores && first.bestEpoch == second.bestEpoch)
        let (one, two) = (
            RunFiles(run: first.id, in: calm.directory), RunFiles(run: second.id, in: torn.directory)
        )
        #expect(try one.probabilities() == two.probabilities())
        #expect(try one.margins() == two.margins())
        #expect(try one.rows() == two.rows())
        func curve(_ workspace: Workspace, _ run: Int64) throws -> [[Double?]] {
            try workspace.epochs(of: run).map { [$0.trainLoss, $0.trainAccuracy, $0.valLoss, $0.valAccuracy] }
        }
        #expect(try curve(calm, first.id) == curve(torn, second.id))
        #expect(!FileManager.default.fileExists(atPath: two.work.path))
    }

    @Test("More than the competition's 10,000 images are refused before anything is trained")
    func budget() throws {
        let workspace = try workspace("w")
        let trainer = try TrainerFile.specification(
            .object(["name": .string("small"), "imageBudget": .integer(40)]), folder: nil)
        try TrainerShelf(workspace).register(trainer, author: "Ada")
        let error = #expect(throws: TrainingError.self) {
            try TrainModel(trainer: "small").run(in: workspace, reporting: .silent())
        }
        #expect(error?.description.contains("48 images together") == true)
        #expect(TrainerSpecification.competition.imageBudget == 10_000)
    }
}
