public import Foundation

/// The numbers of a trained fixed model: enough to ask it, and the same for every machine.
public struct FixedModelWeights: Sendable, Equatable {
    public let inputSide: Int
    public let classes: Int

    /// Layer after layer as Keras has them: of each convolution its kernel (height, width, in, out) and bias, of its
    /// batch normalisation gamma, beta, moving mean and moving variance; last the dense kernel (256 × classes) and bias.
    /// 232,330 numbers for 10 classes, of which 229,386 are trained.
    public let values: [Float]

    /// What a fresh training begins with.
    public init(inputSide: Int = 32, classes: Int, seed: UInt64) {
        let network = NetworkLayout(inputSide: inputSide, classes: classes)
        self.init(network, values: PlainParameters(network, seed: seed).values)
    }

    /// - Throws: `FixedModelError.otherLength`.
    public init(inputSide: Int, classes: Int, values: [Float]) throws(FixedModelError) {
        let network = NetworkLayout(inputSide: inputSide, classes: classes)
        let wanted = PlainParameters(network).values.count
        guard values.count == wanted else { throw .otherLength(wanted: wanted, found: values.count) }
        self.init(network, values: values)
    }

    init(_ network: NetworkLayout, values: [Float]) {
        inputSide = network.inputSide
        classes = network.classes
        self.values = values
    }

    /// The names of Keras' variables with their shapes, in the order of `values`.
    public var tensors: [(name: String, shape: [Int])] {
        PlainParameters.tensors(of: network).map { ($0.name, $0.shape) }
    }

    /// As a file holds them.
    public var data: Data {
        var writer = RecordWriter(kind: .weights)
        writer.add(UInt64(inputSide))
        writer.add(UInt64(classes))
        writer.add(values)
        return writer.finished()
    }

    /// - Throws: `FixedModelError.unreadable` for anything but `data` of this version, whole.
    public init(_ data: Data) throws(FixedModelError) {
        var reader = try RecordReader(data, kind: .weights)
        let side = try reader.integer(in: 8...256, "the input side")
        let classes = try reader.integer(in: 2...65_536, "the number of classes")
        let values = try reader.floats("the weights")
        try reader.finish()
        try self.init(inputSide: side, classes: classes, values: values)
    }

    /// What the model says of images. The same for any number of threads, and for an image alone as among others.
    ///
    /// - Throws: `FixedModelError.otherInputSide`.
    public func predict(_ images: PreparedImages, threads: Int = 1) throws(FixedModelError) -> Predictions {
        let predictor = try Predictor(network, threads: threads)
        try predictor.load(parameters)
        return try predictor.predict(images, threads: threads)
    }

    var network: NetworkLayout { NetworkLayout(inputSide: inputSide, classes: classes) }

    var parameters: PlainParameters {
        var parameters = PlainParameters(network)
        parameters.values = values
        return parameters
    }
}
