public import Foundation
import Matrices

/// The fixed model's training: an epoch at a time, to be looked at, stopped and gone on with between any two.
///
/// ```swift
/// let training = try FixedModelTraining(
///     settings: .competition, classes: 10, train: train, trainLabels: trainLabels, val: val, valLabels: valLabels,
///     seed: 1)
/// while !training.isFinished {
///     let report = try training.runEpoch()
///     save(try training.checkpoint())
/// }
/// let says = try training.predict(val, weights: .best)
/// ```
///
/// To be used by one thread at a time. The same images, labels, settings and seed give the same weights bit for bit on
/// one kind of processor, whatever the number of threads, and wherever it was stopped and resumed.
public final class FixedModelTraining {
    public let settings: FixedModelSettings
    public let classes: Int
    public let seed: UInt64

    /// Epochs that are done.
    public private(set) var epoch = 0

    /// The epoch whose weights `.best` are and its accuracy on val; the earlier one where two are equal, as Keras'
    /// `ModelCheckpoint` keeps it. Nil before the first epoch.
    public var best: (epoch: Int, valAccuracy: Double)? {
        bestEpoch > 0 ? (bestEpoch, bestAccuracy) : nil
    }

    public var isFinished: Bool { epoch >= settings.epochs }

    /// Which weights are meant: of the best epoch so far (before the first: those of the beginning), or of the last.
    public enum Which: Sendable {
        case best, last
    }

    private let trainer: Trainer
    private let predictor: Predictor
    private let numbers: EpochNumbers
    private let val: PreparedImages
    private let valLabels: [Int]
    private let dataDigest: UInt64
    private let predictionThreads: Int
    private var threads: ThreadChoice
    private var step = 0
    private var bestWeights: [Float]
    private var bestEpoch = 0
    private var bestAccuracy = -1.0

    /// A training that has not begun.
    ///
    /// - Parameters:
    ///   - classes: at least 2; labels count from 0.
    ///   - threads: 1 or 2, more are as good as 2; nil: whichever is quicker, tried out now and then.
    /// - Throws: `FixedModelError`.
    public convenience init(
        settings: FixedModelSettings = .competition, classes: Int, train: PreparedImages, trainLabels: [Int],
        val: PreparedImages, valLabels: [Int], seed: UInt64, threads: Int? = nil
    ) throws(FixedModelError) {
        let network = NetworkLayout(inputSide: settings.inputSide, classes: classes)
        let start = PlainParameters(network, seed: seed).values
        let zeros = [Float](repeating: 0, count: start.count)
        try self.init(
            Checkpoint(
                settings: settings, classes: classes, seed: seed, data: 0, epoch: 0, step: 0, last: start,
                momentum: zeros, velocity: zeros, best: start, bestEpoch: 0, bestAccuracy: -1),
            isFresh: true, train: train, trainLabels: trainLabels, val: val, valLabels: valLabels, threads: threads)
    }

    /// A training that goes on from what `checkpoint()` wrote, with the same images and labels.
    ///
    /// - Throws: `FixedModelError.unreadable` for bytes that are none, `.otherData` for other images or labels.
    public convenience init(
        resuming checkpoint: Data, train: PreparedImages, trainLabels: [Int], val: PreparedImages, valLabels: [Int],
        threads: Int? = nil
    ) throws(FixedModelError) {
        try self.init(
            try Checkpoint(checkpoint), isFresh: false, train: train, trainLabels: trainLabels, val: val,
            valLabels: valLabels, threads: threads)
    }

    private init(
        _ checkpoint: Checkpoint, isFresh: Bool, train: PreparedImages, trainLabels: [Int], val: PreparedImages,
        valLabels: [Int], threads: Int?
    ) throws(FixedModelError) {
        let settings = checkpoint.settings, classes = checkpoint.classes
        try settings.validate()
        guard classes >= 2 else { throw .tooFewClasses(classes) }
        try Self.check("train", train, trainLabels, settings: settings, classes: classes)
        try Self.check("val", val, valLabels, settings: settings, classes: classes)
        let images = train.count + val.count
        guard images <= settings.imageBudget else { throw .overBudget(images: images, budget: settings.imageBudget) }
        dataDigest = Self.digest(of: [(train, trainLabels), (val, valLabels)])
        guard isFresh || checkpoint.data == dataDigest else { throw .otherData }

        self.settings = settings
        self.classes = classes
        seed = checkpoint.seed
        self.val = val
        self.valLabels = valLabels
        numbers = EpochNumbers(images: train, labels: trainLabels, classes: classes)
        epoch = checkpoint.epoch
        step = checkpoint.step
        bestWeights = checkpoint.best
        bestEpoch = checkpoint.bestEpoch
        bestAccuracy = checkpoint.bestAccuracy
        let cores = ProcessInfo.processInfo.activeProcessorCount
        self.threads = ThreadChoice(asked: threads, cores: cores)
        predictionThreads = max(1, min(threads ?? 2, cores))

        let network = NetworkLayout(inputSide: settings.inputSide, classes: classes)
        let batches = [min(settings.batch, train.count), train.count % settings.batch].filter { $0 > 0 }
        trainer = try SingleThread.run { () throws(FixedModelError) in try Trainer(network, batches: batches) }
        predictor = try Predictor(network, threads: predictionThreads)
        try restore(checkpoint)
    }

    private static func check(
        _ split: String, _ images: PreparedImages, _ labels: [Int], settings: FixedModelSettings, classes: Int
    ) throws(FixedModelError) {
        guard images.count > 0 else { throw .noImages(split: split) }
        guard images.side == settings.inputSide else {
            throw .otherInputSide(wanted: settings.inputSide, found: images.side)
        }
        guard images.count == labels.count else {
            throw .otherLabelCount(split: split, images: images.count, labels: labels.count)
        }
        if let image = labels.firstIndex(where: { !(0..<classes).contains($0) }) {
            throw .badLabel(split: split, image: image, label: labels[image], classes: classes)
        }
    }

    private static func digest(of parts: [(PreparedImages, [Int])]) -> UInt64 {
        parts.reduce(into: 1) { state, part in
            state = part.0.values.withUnsafeBytes { Digest.of($0, after: state) }
            state = part.1.withUnsafeBytes { Digest.of($0, after: state) }
        }
    }

    // MARK: An epoch

    /// Trains on every image once, in an order that the seed and the epoch decide, then looks at val.
    ///
    /// - Parameter progress: told now and then which share of the epoch is done (0 to 1). Where it throws, the training
    ///   stands again where the epoch began, and the error comes out.
    /// - Throws: what `progress` throws, or `FixedModelError.oneDNN`.
    public func runEpoch(progress: (Double) throws -> Void = { _ in }) throws -> EpochReport {
        let before = try snapshot()
        do {
            return try runEpochOrThrow(progress)
        } catch {
            try restore(before)
            epoch = before.epoch
            step = before.step
            throw error
        }
    }

    private func runEpochOrThrow(_ progress: (Double) throws -> Void) throws -> EpochReport {
        let clock = ContinuousClock()
        let started = clock.now
        let count = numbers.images.count, batch = settings.batch
        numbers.order = Self.order(count, seed: seed, epoch: epoch + 1)
        let steps = (count + batch - 1) / batch
        // About a quarter of a second at the competition's size: progress that is seen to move, and a cancel that is felt.
        try threads.run(steps, stretch: max(1, 48 * 8 / batch)) { range, members in
            try progress(Double(range.lowerBound) / Double(steps) * 0.9)
            return try clock.measure {
                try trainer.train(
                    numbers, places: range.lowerBound * batch..<min(count, range.upperBound * batch), batch: batch,
                    steps: step + range.lowerBound, learningRate: settings.learningRate, threads: members)
            }
        }
        let trained = clock.now
        try progress(0.9)
        let parameters = try trainer.parameters()
        try predictor.load(parameters)
        let says = try predictor.predict(val, threads: predictionThreads)
        let accuracy = says.accuracy(of: valLabels)
        let ended = clock.now
        try progress(1)

        step += steps
        epoch += 1
        let isBest = accuracy > bestAccuracy
        if isBest {
            bestWeights = parameters.values
            bestEpoch = epoch
            bestAccuracy = accuracy
        }
        let seen = numbers.seen
        let margins = Softmax.margins(seen, labels: numbers.labels)
        return EpochReport(
            epoch: epoch, trainLoss: Self.mean(Softmax.losses(seen, labels: numbers.labels)),
            trainAccuracy: Double(margins.count { $0 > 0 }) / Double(count),
            valLoss: Self.mean(says.losses(of: valLabels)), valAccuracy: accuracy, trainMargins: margins,
            valMargins: says.margins(of: valLabels), isBest: isBest, trainSeconds: (trained - started).seconds,
            valSeconds: (ended - trained).seconds)
    }

    /// A permutation of `0 ..< count` that only seed and epoch decide, so that nothing has to be remembered of it.
    private static func order(_ count: Int, seed: UInt64, epoch: Int) -> [Int] {
        var random = SeededRandom(seed: seed, stream: 1_000_000 + UInt64(epoch))
        return (0..<count).shuffled(using: &random)
    }

    private static func mean(_ values: [Float]) -> Double {
        values.reduce(into: 0.0) { $0 += Double($1) } / Double(max(1, values.count))
    }

    // MARK: What came of it

    /// All that is needed to go on from here: some 4 MB for 10 classes. The images are not in it.
    public func checkpoint() throws(FixedModelError) -> Data {
        try snapshot().bytes
    }

    public func weights(_ which: Which) throws(FixedModelError) -> FixedModelWeights {
        FixedModelWeights(
            trainer.network, values: which == .best ? bestWeights : try trainer.parameters().values)
    }

    /// What the model says of images with the weights of the best epoch or of the last.
    ///
    /// - Throws: `FixedModelError.otherInputSide`.
    public func predict(_ images: PreparedImages, weights: Which) throws(FixedModelError) -> Predictions {
        try predictor.load(try self.weights(weights).parameters)
        return try predictor.predict(images, threads: predictionThreads)
    }

    private func snapshot() throws(FixedModelError) -> Checkpoint {
        Checkpoint(
            settings: settings, classes: classes, seed: seed, data: dataDigest, epoch: epoch, step: step,
            last: try trainer.parameters().values, momentum: try trainer.plain(trainer.numbers.momentum).values,
            velocity: try trainer.plain(trainer.numbers.velocity).values, best: bestWeights, bestEpoch: bestEpoch,
            bestAccuracy: bestAccuracy)
    }

    private func restore(_ checkpoint: Checkpoint) throws(FixedModelError) {
        var plain = PlainParameters(trainer.network)
        plain.values = checkpoint.last
        try trainer.setParameters(plain)
        plain.values = checkpoint.momentum
        try trainer.set(trainer.numbers.momentum, plain)
        plain.values = checkpoint.velocity
        try trainer.set(trainer.numbers.velocity, plain)
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
