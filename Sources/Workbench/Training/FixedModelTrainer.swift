import Dataset
import FixedModel
import Foundation
import Imaging
import Matrices

/// Trains the fixed model, an epoch at a time; after each epoch all that is needed to go on from there is on disk.
///
/// The images are decoded and stretched once for all seeds and folds.
final class FixedModelTrainer: Trainer {
    private let settings: FixedModelSettings
    private let picture: @Sendable (TrainingSet.Member) throws -> Picture
    /// Train and val of the whole set.
    private let prepared: PreparedImages
    private let placeOf: [Int64: Int]

    /// Images that are only predicted are prepared this many at a time, for there may be many.
    private static let stretch = 2_048

    /// - Parameter picture: of a member; nil: the image that its digest names.
    init(
        settings: FixedModelSettings, set: TrainingSet, images: ImageStore, reporter: JobReporter,
        picture: (@Sendable (TrainingSet.Member) throws -> Picture)? = nil
    ) throws {
        self.settings = settings
        let picture = picture ?? { try PictureDecoder.decode(images.read($0.digest)) }
        self.picture = picture
        let pool = set.train + set.val
        reporter.report(phase: "preparing the images", done: 0, total: pool.count)
        prepared = try Self.prepare(pool, picture, side: settings.inputSide)
        placeOf = Dictionary(uniqueKeysWithValues: pool.enumerated().map { ($1.sample, $0) })
        try reporter.checkCancelled()
    }

    private static func prepare(
        _ members: [TrainingSet.Member], _ picture: @escaping @Sendable (TrainingSet.Member) throws -> Picture,
        side: Int
    ) throws -> PreparedImages {
        try PreparedImages(
            count: members.count, side: side, threads: ProcessInfo.processInfo.activeProcessorCount
        ) { index in
            do {
                return try picture(members[index])
            } catch let error as PictureError {
                throw WorkspaceError.damagedImage(digest: members[index].digest, why: error.description)
            }
        }
    }

    func train(_ task: TrainingTask) throws -> TrainingOutcome {
        let set = task.set
        let train = prepared.selecting(set.train.compactMap { placeOf[$0.sample] })
        let val = prepared.selecting(set.val.compactMap { placeOf[$0.sample] })
        let labels = (train: set.train.compactMap(\.given), val: set.val.compactMap(\.given))
        let kept = FixedModelProgress(folder: task.work, samples: train.count + val.count)
        var epochs = try kept.read()
        let resumed = epochs.checkpoint.flatMap { checkpoint in
            // One that is of other images, or torn, is none.
            try? FixedModelTraining(
                resuming: checkpoint, train: train, trainLabels: labels.train, val: val, valLabels: labels.val)
        }
        let fits = resumed.map { $0.epoch <= epochs.reports.count && $0.settings == settings } ?? false
        let training =
            try (fits ? resumed : nil)
            ?? FixedModelTraining(
                settings: settings, classes: set.classes.count, train: train, trainLabels: labels.train, val: val,
                valLabels: labels.val, seed: task.seed)
        epochs.cut(to: training.epoch)
        try task.progress(share(training, 0), epochs.reports)
        while !training.isFinished {
            let report = try training.runEpoch { try task.progress(self.share(training, $0), nil) }
            epochs.add(report)
            try kept.write(epochs, checkpoint: training.checkpoint())
            try task.progress(share(training, 0), epochs.reports)
        }
        return try outcome(training, task, epochs)
    }

    private func share(_ training: FixedModelTraining, _ ofEpoch: Double) -> Double {
        (Double(training.epoch) + ofEpoch) / Double(settings.epochs)
    }

    private func outcome(
        _ training: FixedModelTraining, _ task: TrainingTask, _ epochs: FixedModelProgress.Epochs
    ) throws -> TrainingOutcome {
        let set = task.set
        let which: FixedModelTraining.Which = task.takesBest ? .best : .last
        var probabilities: [Float] = []
        var features: [Float] = []
        func ask(_ images: PreparedImages) throws {
            let says = try training.predict(images, weights: which)
            probabilities += says.probabilities.values
            features += says.features.values
        }
        try ask(prepared.selecting((set.train + set.val).compactMap { placeOf[$0.sample] }))
        for start in stride(from: 0, to: set.others.count, by: Self.stretch) {
            try task.reporter.checkCancelled()
            let some = Array(set.others[start..<min(start + Self.stretch, set.others.count)])
            try ask(Self.prepare(some, picture, side: settings.inputSide))
        }
        let count = set.members.count
        let rates = epochs.reports.compactMap(\.imagesPerSecond)
        return TrainingOutcome(
            probabilities: Matrix(rows: count, columns: set.classes.count, values: probabilities),
            margins: epochs.margins(samples: set.train.count + set.val.count),
            features: Matrix(rows: count, columns: count == 0 ? 0 : features.count / count, values: features),
            bestEpoch: task.takesBest ? training.best?.epoch : training.epoch, epochs: epochs.reports,
            imagesPerSecond: rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count))
    }
}
