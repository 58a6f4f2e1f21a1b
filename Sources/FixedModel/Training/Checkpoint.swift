import Foundation

/// All that a training needs to go on as if it had never stopped, but for the images.
struct Checkpoint: Sendable {
    var settings: FixedModelSettings
    var classes: Int
    var seed: UInt64
    /// Of images and labels, see `Digest`.
    var data: UInt64
    /// Epochs that are done.
    var epoch: Int
    /// Steps that are done, over all epochs.
    var step: Int
    /// In the order of `PlainParameters`, so that no library's layout is written down.
    var last: [Float]
    var momentum: [Float]
    var velocity: [Float]
    var best: [Float]
    /// 0 before the first epoch.
    var bestEpoch: Int
    var bestAccuracy: Double

    var bytes: Data {
        var writer = RecordWriter(kind: .checkpoint)
        for number in [settings.inputSide, settings.epochs, settings.batch, settings.imageBudget] {
            writer.add(UInt64(number))
        }
        writer.add(settings.learningRate)
        writer.add(UInt64(classes))
        writer.add(seed)
        writer.add(data)
        writer.add(UInt64(epoch))
        writer.add(UInt64(step))
        writer.add(UInt64(bestEpoch))
        writer.add(bestAccuracy)
        for values in [last, momentum, velocity, best] { writer.add(values) }
        return writer.finished()
    }

    init(_ bytes: Data) throws(FixedModelError) {
        var reader = try RecordReader(bytes, kind: .checkpoint)
        let large = 0...Int(Int32.max)
        settings = FixedModelSettings()
        settings.inputSide = try reader.integer(in: large, "the input side")
        settings.epochs = try reader.integer(in: large, "the number of epochs")
        settings.batch = try reader.integer(in: large, "the batch")
        settings.imageBudget = try reader.integer(in: large, "the image budget")
        settings.learningRate = try reader.double()
        try settings.validate()
        classes = try reader.integer(in: 2...65_536, "the number of classes")
        seed = try reader.number()
        data = try reader.number()
        epoch = try reader.integer(in: 0...settings.epochs, "the epoch")
        step = try reader.integer(in: 0...Int.max, "the step")
        bestEpoch = try reader.integer(in: 0...epoch, "the best epoch")
        bestAccuracy = try reader.double()
        last = try reader.floats("the weights")
        momentum = try reader.floats("the momentum")
        velocity = try reader.floats("the velocity")
        best = try reader.floats("the best weights")
        try reader.finish()
        let count = PlainParameters(NetworkLayout(inputSide: settings.inputSide, classes: classes)).values.count
        for values in [last, momentum, velocity, best] where values.count != count {
            throw .unreadable("they hold \(values.count) weights instead of \(count)")
        }
    }

    init(
        settings: FixedModelSettings, classes: Int, seed: UInt64, data: UInt64, epoch: Int, step: Int, last: [Float],
        momentum: [Float], velocity: [Float], best: [Float], bestEpoch: Int, bestAccuracy: Double
    ) {
        self.settings = settings
        self.classes = classes
        self.seed = seed
        self.data = data
        self.epoch = epoch
        self.step = step
        self.last = last
        self.momentum = momentum
        self.velocity = velocity
        self.best = best
        self.bestEpoch = bestEpoch
        self.bestAccuracy = bestAccuracy
    }
}
