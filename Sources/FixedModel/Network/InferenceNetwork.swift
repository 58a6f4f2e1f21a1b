import CConvolution
import CKernels
import Foundation

/// The network as it answers: each batch normalisation folded into its convolution, bias, addition and max(0, x) done
/// by the convolution itself. Takes a fixed number of images at a time, so that an answer does not depend on how many
/// are asked at once.
final class InferenceNetwork: @unchecked Sendable {
    let chunk: Int
    private let network: NetworkLayout
    private let convolutions: [Convolution]
    private let input, stem, pooled, wide, narrow, around, features, logits: FloatBuffer
    private let winners: UnsafeMutablePointer<UInt8>
    private let scratch: UnsafeMutableRawPointer
    private var stemShape, wideShape: tessera_activations

    /// Weights as this plan wants them, shared by the networks of all threads.
    final class Weights: Sendable {
        let kernels: [FloatBuffer]
        let biases: [FloatBuffer]
        let denseKernel: FloatBuffer
        let denseBias: FloatBuffer

        init(_ network: NetworkLayout) throws(FixedModelError) {
            let block = try Convolution.channelBlock()
            var kernels: [FloatBuffer] = []
            for index in network.convolutions.indices {
                let planned = try InferenceNetwork.plan(network, index, block: block)
                kernels.append(FloatBuffer(planned.packedWeights))
            }
            self.kernels = kernels
            biases = network.convolutions.map { FloatBuffer($0.outChannels) }
            denseKernel = FloatBuffer(NetworkLayout.features * network.classes)
            denseBias = FloatBuffer(network.classes)
        }
    }

    static func chunk(of network: NetworkLayout) -> Int {
        max(1, 16 * 1024 / (network.inputSide * network.inputSide))
    }

    private static func plan(_ network: NetworkLayout, _ index: Int, block: Int32) throws(FixedModelError)
        -> Convolution
    {
        let place = index >= 2 ? (index - 2) % 3 : -1
        let uses =
            switch (index, place) {
            case (NetworkLayout.stem, _): TESSERA_PLANAR_INPUT | TESSERA_RELU
            case (NetworkLayout.shortcut, _): 0
            case (_, 2): TESSERA_ADD | TESSERA_RELU
            default: TESSERA_RELU
            }
        return try Convolution(network.convolutions[index], images: chunk(of: network), block: block, uses: Int(uses))
    }

    init(_ network: NetworkLayout, weights: Weights) throws(FixedModelError) {
        self.network = network
        self.weights = weights
        chunk = Self.chunk(of: network)
        let block = try Convolution.channelBlock()
        var convolutions: [Convolution] = []
        for index in network.convolutions.indices {
            convolutions.append(try Self.plan(network, index, block: block))
        }
        self.convolutions = convolutions
        let stemLayer = network.convolutions[NetworkLayout.stem]
        let positions = network.blockSide * network.blockSide
        input = FloatBuffer(chunk * network.inputSide * network.inputSide * 3)
        stem = FloatBuffer(chunk * stemLayer.outSide * stemLayer.outSide * 64)
        pooled = FloatBuffer(chunk * positions * 64)
        narrow = FloatBuffer(chunk * positions * 64)
        around = FloatBuffer(chunk * positions * 64)
        wide = FloatBuffer(chunk * positions * NetworkLayout.features)
        features = FloatBuffer(chunk * NetworkLayout.features)
        logits = FloatBuffer(chunk * network.classes)
        winners = .allocate(capacity: chunk * positions * 64)
        winners.initialize(repeating: 0, count: chunk * positions * 64)
        scratch = .allocate(byteCount: max(64, convolutions.map(\.scratchBytes).max() ?? 0), alignment: 64)
        stemShape = tessera_activations(
            images: Int64(chunk), channels: 64, positions: Int64(stemLayer.outSide * stemLayer.outSide),
            block: Int64(block))
        wideShape = tessera_activations(
            images: Int64(chunk), channels: Int64(NetworkLayout.features), positions: Int64(positions),
            block: Int64(block))

        try bind(NetworkLayout.stem, input, stem)
        try bind(NetworkLayout.shortcut, pooled, wide)
        for block in 0..<NetworkLayout.blocks {
            let first = NetworkLayout.convolution(block: block, place: 0)
            try bind(first, block == 0 ? pooled : wide, narrow)
            try bind(first + 1, narrow, around)
            try bind(first + 2, around, wide)
        }
    }

    private let weights: Weights

    deinit {
        winners.deallocate()
        scratch.deallocate()
    }

    private func bind(_ layer: Int, _ from: FloatBuffer, _ to: FloatBuffer) throws(FixedModelError) {
        var memory = tessera_convolution_memory()
        memory.input = from.start
        memory.weights = weights.kernels[layer].start
        memory.bias = weights.biases[layer].start
        memory.output = to.start
        memory.scratch = scratch
        try convolutions[layer].bind(memory)
    }

    /// Folds parameters into the shared weights. Nobody may ask meanwhile.
    func load(_ parameters: PlainParameters) throws(FixedModelError) {
        for (index, layer) in network.convolutions.enumerated() {
            func tensor(_ part: Int) -> ArraySlice<Float> {
                let tensor = parameters.tensors[6 * index + part]
                return parameters.values[tensor.offset..<tensor.offset + tensor.count]
            }
            var kernel = Array(tensor(0))
            let bias = Array(tensor(1)), gamma = Array(tensor(2)), beta = Array(tensor(3))
            let mean = Array(tensor(4)), variance = Array(tensor(5))
            let scale = (0..<layer.outChannels).map {
                gamma[$0] / (variance[$0] + NetworkLayout.epsilon).squareRoot()
            }
            kernel.withUnsafeMutableBufferPointer { kernel in
                scale.withUnsafeBufferPointer { scale in
                    for row in 0..<kernel.count / scale.count {
                        for c in scale.indices { kernel[row * scale.count + c] *= scale[c] }
                    }
                }
            }
            try convolutions[index].pack(kernel, into: weights.kernels[index].start)
            weights.biases[index].values = (0..<layer.outChannels).map {
                beta[$0] + (bias[$0] - mean[$0]) * scale[$0]
            }
        }
        let dense = parameters.tensors.suffix(2).map { Array(parameters.values[$0.offset..<$0.offset + $0.count]) }
        weights.denseKernel.values = dense[0]
        weights.denseBias.values = dense[1]
    }

    /// Answers for `images[range]`, at most `chunk` of them.
    ///
    /// - Parameters:
    ///   - logits, features: where the answers for all of `images` go, row after row.
    /// - Returns: 0, or oneDNN's status.
    func answer(
        _ images: PreparedImages, _ range: Range<Int>, logits allLogits: UnsafeMutablePointer<Float>,
        features allFeatures: UnsafeMutablePointer<Float>
    ) -> Int32 {
        let pixels = network.inputSide * network.inputSide
        images.values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for (place, image) in range.enumerated() {
                tessera_caffe_planes(
                    start + image * pixels * 3, Int64(pixels), input.start + place * pixels * 3)
            }
        }
        var status = tessera_convolution_forward(convolutions[NetworkLayout.stem].plan)
        tessera_max_pool(
            &stemShape, Int64(network.convolutions[NetworkLayout.stem].outSide), Int64(network.blockSide), stem.start,
            pooled.start, winners)
        for layer in convolutions.indices.dropFirst() where status == 0 {
            status = tessera_convolution_forward(convolutions[layer].plan)
        }
        tessera_mean_positions(&wideShape, wide.start, features.start)
        tessera_dense(
            features.start, Int64(chunk), Int64(NetworkLayout.features), weights.denseKernel.start,
            weights.denseBias.start, Int64(network.classes), logits.start)
        (allLogits + range.lowerBound * network.classes).update(
            from: logits.start, count: range.count * network.classes)
        (allFeatures + range.lowerBound * NetworkLayout.features).update(
            from: features.start, count: range.count * NetworkLayout.features)
        return status
    }
}
