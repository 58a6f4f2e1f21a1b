import FixedModel
import Foundation
import Imaging
import Matrices
import Testing

@Suite("A training is the same wherever it runs and whatever stops it")
struct TrainingTests {
    private static let settings = FixedModelSettings(inputSide: 16, epochs: 4)

    /// Bars that stand, lie, or cross: learnt in no time.
    private static func images(_ count: Int, seed: UInt64) throws -> (PreparedImages, [Int]) {
        let labels = (0..<count).map { $0 % 3 }
        let random = CounterRandom(key: seed)
        let prepared = try PreparedImages(count: count, side: settings.inputSide, threads: 2) { index in
            let place = 4 + Int(random[UInt64(index)] % 12), noise = Int(random[UInt64(1000 + index)] % 40)
            let pixels = (0..<20 * 20).map { pixel in
                let (x, y) = (pixel % 20, pixel / 20)
                let ink = index % 3 != 1 && abs(x - place) < 2 || index % 3 != 0 && abs(y - place) < 2
                return UInt8(ink ? noise : 215 + noise)
            }
            return Picture(width: 20, height: 20, channels: 1, pixels: pixels)
        }
        return (prepared, labels)
    }

    private static func training(
        count: Int = 45, seed: UInt64 = 7, threads: Int? = 1, settings: FixedModelSettings = settings
    ) throws -> FixedModelTraining {
        let (train, trainLabels) = try images(count, seed: 1), (val, valLabels) = try images(21, seed: 2)
        return try FixedModelTraining(
            settings: settings, classes: 3, train: train, trainLabels: trainLabels, val: val, valLabels: valLabels,
            seed: seed, threads: threads)
    }

    @Test("it learns, and says how far it has come")
    func learns() throws {
        let training = try Self.training(
            count: 90, settings: FixedModelSettings(inputSide: 16, epochs: 12, learningRate: 1e-3))
        var reports: [EpochReport] = []
        while !training.isFinished { reports.append(try training.runEpoch()) }
        #expect(reports.map(\.epoch) == Array(1...12))
        let first = try #require(reports.first), last = try #require(reports.last)
        #expect(last.trainLoss < first.trainLoss / 2 && last.trainAccuracy > 0.9)
        let best = try #require(training.best)
        // The earliest of the best.
        #expect(reports.firstIndex { $0.valAccuracy == best.valAccuracy } == best.epoch - 1)
        #expect(best.valAccuracy == reports.map(\.valAccuracy).max() && best.valAccuracy > 0.6)
        #expect(reports.last(where: \.isBest)?.epoch == best.epoch)

        let (val, labels) = try Self.images(21, seed: 2)
        let says = try training.predict(val, weights: .best)
        #expect(says.accuracy(of: labels) == best.valAccuracy)
        #expect(says.features.rows == 21 && says.features.columns == 256)
        for row in 0..<21 { #expect(abs(says.probabilities.row(row).reduce(0, +) - 1) < 1e-5) }
        let loss = says.losses(of: labels).reduce(into: 0.0) { $0 += Double($1) } / 21
        #expect(abs(loss - reports[best.epoch - 1].valLoss) < 1e-6)
        #expect(last.trainMargins.count == 90)
        #expect(Double(last.trainMargins.count { $0 > 0 }) / 90 == last.trainAccuracy)
    }

    @Test("the same bits for one thread, for two, and for whichever is quicker", arguments: [45, 41, 3, 16])
    func threads(count: Int) throws {
        // 45 leave a last batch of 5, shared 3 and 2; 41 one of 1; 3 are fewer than a batch; 16 leave none.
        var weights: [FixedModelWeights] = []
        for threads in [1, 2, 5, nil] {
            let training = try Self.training(count: count, threads: threads)
            let reports = [try training.runEpoch(), try training.runEpoch()]
            #expect(reports.allSatisfy { $0.trainLoss.isFinite && $0.valLoss.isFinite })
            weights.append(try training.weights(.last))
        }
        for other in weights.dropFirst() { #expect(other == weights[0]) }
    }

    @Test("stopped after any epoch and gone on with from its bytes, it ends as if never stopped")
    func resuming() throws {
        let whole = try Self.training()
        var reports: [EpochReport] = []
        var checkpoints = [try whole.checkpoint()]
        while !whole.isFinished {
            reports.append(try whole.runEpoch())
            checkpoints.append(try whole.checkpoint())
        }
        let (train, trainLabels) = try Self.images(45, seed: 1), (val, valLabels) = try Self.images(21, seed: 2)
        for (epoch, bytes) in checkpoints.enumerated() {
            let resumed = try FixedModelTraining(
                resuming: bytes, train: train, trainLabels: trainLabels, val: val, valLabels: valLabels, threads: 2)
            #expect(resumed.epoch == epoch && resumed.seed == 7 && resumed.settings == Self.settings)
            while !resumed.isFinished {
                let report = try resumed.runEpoch(), before = reports[report.epoch - 1]
                #expect(report.trainMargins == before.trainMargins && report.valLoss == before.valLoss)
            }
            #expect(try resumed.checkpoint() == checkpoints.last)
            #expect(try resumed.predict(val, weights: .best) == whole.predict(val, weights: .best))
        }
    }

    @Test("an epoch that is cancelled has not happened")
    func cancelling() throws {
        struct Cancelled: Error {}
        let training = try Self.training(), other = try Self.training()
        _ = try training.runEpoch()
        _ = try other.runEpoch()
        #expect(throws: Cancelled.self) {
            try training.runEpoch { share in if share > 0.5 { throw Cancelled() } }
        }
        #expect(training.epoch == 1)
        #expect(try training.runEpoch().trainMargins == other.runEpoch().trainMargins)
        #expect(try training.checkpoint() == other.checkpoint())
    }

    @Test("another seed is another training, the same seed the same")
    func seeds() throws {
        let one = try Self.training(seed: 1), again = try Self.training(seed: 1), two = try Self.training(seed: 2)
        for training in [one, again, two] { _ = try training.runEpoch() }
        #expect(try one.weights(.last) == again.weights(.last))
        #expect(try one.weights(.last) != two.weights(.last))
        #expect(FixedModelWeights(classes: 10, seed: 1).values.count == 232_330)
        // Glorot's limit for the stem: 7 × 7 × (3 + 64).
        let stem = FixedModelWeights(classes: 10, seed: 1).values.prefix(7 * 7 * 3 * 64)
        let limit = Float((6 / Double(7 * 7 * 67)).squareRoot())
        #expect(
            stem.allSatisfy { abs($0) <= limit } && (stem.max() ?? 0) > 0.99 * limit
                && (stem.min() ?? 0) < -0.99 * limit)
    }

    @Test("an image alone is told the same as among others, by any number of threads")
    func predicting() throws {
        let weights = FixedModelWeights(inputSide: 16, classes: 3, seed: 5)
        let (images, _) = try Self.images(300, seed: 3)
        let all = try weights.predict(images, threads: 1)
        #expect(try weights.predict(images, threads: 2) == all)
        for index in [0, 17, 299] {
            let alone = try weights.predict(images.selecting([index]))
            #expect(alone.logits.row(0) == all.logits.row(index).map(\.self)[...])
        }
        #expect(try weights.predict(images.selecting([])).logits.rows == 0)
    }

    @Test("weights come back from their bytes; bytes that are damaged, cut or something else are refused")
    func bytes() throws {
        let weights = FixedModelWeights(inputSide: 16, classes: 3, seed: 5)
        #expect(try FixedModelWeights(weights.data) == weights)
        let training = try Self.training()
        let (train, trainLabels) = try Self.images(45, seed: 1), (val, valLabels) = try Self.images(21, seed: 2)
        func resume(_ bytes: Data, labels: [Int]? = nil) throws -> FixedModelTraining {
            try FixedModelTraining(
                resuming: bytes, train: train, trainLabels: labels ?? trainLabels, val: val, valLabels: valLabels)
        }
        let whole = try training.checkpoint()
        var random = SeededRandom(seed: 9)
        for _ in 0..<50 {
            var damaged = whole
            damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 1 << Int.random(in: 0..<8, using: &random)
            let bytes =
                Bool.random(using: &random) ? damaged : whole.prefix(Int.random(in: 0..<whole.count, using: &random))
            #expect(throws: FixedModelError.self) { try resume(bytes) }
            #expect(throws: FixedModelError.self) { try FixedModelWeights(bytes) }
        }
        #expect(throws: FixedModelError.self) { try FixedModelWeights(whole) }
        #expect(throws: FixedModelError.self) { try resume(weights.data) }
        var others = trainLabels
        others[3] = (others[3] + 1) % 3
        #expect(throws: FixedModelError.otherData) { try resume(whole, labels: others) }
    }

    @Test("what can't be trained on is refused in words")
    func refusals() throws {
        let (train, labels) = try Self.images(9, seed: 1)
        func start(
            _ settings: FixedModelSettings = Self.settings, classes: Int = 3, train: PreparedImages = train,
            labels: [Int] = labels, val: PreparedImages = train
        ) throws {
            _ = try FixedModelTraining(
                settings: settings, classes: classes, train: train, trainLabels: labels, val: val, valLabels: labels,
                seed: 1)
        }
        try start()
        #expect(throws: FixedModelError.tooFewClasses(1)) { try start(classes: 1) }
        #expect(throws: FixedModelError.badLabel(split: "train", image: 2, label: 2, classes: 2)) {
            try start(classes: 2)
        }
        #expect(throws: FixedModelError.otherLabelCount(split: "train", images: 9, labels: 8)) {
            try start(labels: labels.dropLast())
        }
        #expect(throws: FixedModelError.noImages(split: "train")) {
            try start(train: train.selecting([]), labels: [])
        }
        #expect(throws: FixedModelError.otherInputSide(wanted: 32, found: 16)) { try start(.competition) }
        var tight = Self.settings
        tight.imageBudget = 17
        #expect(throws: FixedModelError.overBudget(images: 18, budget: 17)) { try start(tight) }
        tight.batch = 0
        #expect(throws: FixedModelError.self) { try start(tight) }
    }
}
