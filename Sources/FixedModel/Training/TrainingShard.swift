import CConvolution
import CKernels
import Foundation

/// One half of a batch on its way through the network and back, planned for its number of images.
///
/// A step is a fixed list of phases. Within a phase the halves know nothing of each other; after each they meet. All
/// memory is taken when the shard is made.
final class TrainingShard: @unchecked Sendable {
    enum Phase {
        case stem
        case narrow(block: Int)
        case lookAround(block: Int)
        case widen(block: Int)
        case head
        case widenBackward(block: Int)
        case lookAroundBackward(block: Int)
        case narrowBackward(block: Int)
        case stemBackward
        case update
    }

    /// The phases of a step, in order.
    static let phases: [Phase] = {
        var phases: [Phase] = [.stem]
        for block in 0..<NetworkLayout.blocks {
            phases += [.narrow(block: block), .lookAround(block: block), .widen(block: block)]
        }
        phases.append(.head)
        for block in (0..<NetworkLayout.blocks).reversed() {
            phases += [
                .widenBackward(block: block), .lookAroundBackward(block: block), .narrowBackward(block: block),
            ]
        }
        return phases + [.stemBackward, .update]
    }()

    /// What a block keeps for the way back.
    private struct BlockMemory {
        let narrow, narrowed, around, lookedAround, wide, out, gradient: FloatBuffer
    }

    let index: Int
    let images: Int
    let convolutions: [Convolution]
    let normalizations: [BatchNormalization]
    /// Of each layer, the normalisations of all shards that have images in the step, in their order.
    private var partners: [[BatchNormalization]] = []
    /// How many shards share the work that is done once.
    private var shardCount = 1
    /// oneDNN's first refusal; the step's result is then worth nothing.
    private(set) var failure: Int32 = 0

    private let network: NetworkLayout
    private let numbers: TrainedNumbers
    private let input: FloatBuffer
    private let stem, stemOut, pooled: FloatBuffer
    private let winners: UnsafeMutablePointer<UInt8>
    private let shortcut: FloatBuffer
    private let blocks: [BlockMemory]
    // On the way back, used by one layer after the other.
    private let stemGradient, stemInputGradient, pooledGradient, pooledGradientOfShortcut: FloatBuffer
    private let wideGradient, shortcutGradient, blockGradient, middleGradient, middleInputGradient: FloatBuffer
    private let features, featureGradient, logits, logitGradient: FloatBuffer
    private let scratch: UnsafeMutableRawPointer
    private var blockShape: tessera_activations

    /// - Parameters:
    ///   - convolutions: planned for `images` images each.
    ///   - numbers: shared by all shards of a training.
    init(
        index: Int, images: Int, network: NetworkLayout, convolutions: [Convolution], block: Int32,
        numbers: TrainedNumbers
    ) throws(FixedModelError) {
        self.index = index
        self.images = images
        self.network = network
        self.convolutions = convolutions
        self.numbers = numbers

        let stemLayer = network.convolutions[NetworkLayout.stem]
        let stemPositions = stemLayer.outSide * stemLayer.outSide
        let positions = network.blockSide * network.blockSide
        let narrowCount = images * positions * 64, wideCount = images * positions * NetworkLayout.features
        func narrowBuffer() -> FloatBuffer { FloatBuffer(narrowCount) }
        func wideBuffer() -> FloatBuffer { FloatBuffer(wideCount) }
        normalizations = network.convolutions.map { layer in
            BatchNormalization(
                channels: layer.outChannels,
                shape: tessera_activations(
                    images: Int64(images), channels: Int64(layer.outChannels),
                    positions: Int64(layer.outSide * layer.outSide), block: Int64(block)))
        }
        blockShape = tessera_activations(
            images: Int64(images), channels: Int64(NetworkLayout.features), positions: Int64(positions),
            block: Int64(block))

        input = FloatBuffer(images * network.inputSide * network.inputSide * 3)
        stem = FloatBuffer(images * stemPositions * 64)
        stemOut = FloatBuffer(images * stemPositions * 64)
        stemGradient = FloatBuffer(images * stemPositions * 64)
        stemInputGradient = FloatBuffer(images * stemPositions * 64)
        pooled = narrowBuffer()
        winners = .allocate(capacity: max(1, narrowCount))
        winners.initialize(repeating: 0, count: max(1, narrowCount))
        shortcut = wideBuffer()
        blocks = (0..<NetworkLayout.blocks).map { _ in
            BlockMemory(
                narrow: narrowBuffer(), narrowed: narrowBuffer(), around: narrowBuffer(),
                lookedAround: narrowBuffer(), wide: wideBuffer(), out: wideBuffer(), gradient: wideBuffer())
        }
        (pooledGradient, pooledGradientOfShortcut) = (narrowBuffer(), narrowBuffer())
        (wideGradient, shortcutGradient, blockGradient) = (wideBuffer(), wideBuffer(), wideBuffer())
        (middleGradient, middleInputGradient) = (narrowBuffer(), narrowBuffer())
        features = FloatBuffer(images * NetworkLayout.features)
        featureGradient = FloatBuffer(images * NetworkLayout.features)
        logits = FloatBuffer(images * network.classes)
        logitGradient = FloatBuffer(images * network.classes)
        scratch = .allocate(byteCount: max(64, convolutions.map(\.scratchBytes).max() ?? 0), alignment: 64)
        try bind()
    }

    deinit {
        winners.deallocate()
        scratch.deallocate()
    }

    /// Tells each convolution where its numbers lie.
    private func bind() throws(FixedModelError) {
        try bind(NetworkLayout.stem, input, stem, stemInputGradient, nil)
        try bind(NetworkLayout.shortcut, pooled, shortcut, shortcutGradient, pooledGradientOfShortcut)
        for (index, block) in blocks.enumerated() {
            let from = index == 0 ? pooled : blocks[index - 1].out
            let back = index == 0 ? pooledGradient : blockGradient
            func place(_ place: Int) -> Int { NetworkLayout.convolution(block: index, place: place) }
            try bind(place(0), from, block.narrow, middleInputGradient, back)
            try bind(place(1), block.narrowed, block.around, middleInputGradient, middleGradient)
            try bind(place(2), block.lookedAround, block.wide, wideGradient, middleGradient)
        }
    }

    private func bind(
        _ layer: Int, _ input: FloatBuffer, _ output: FloatBuffer, _ outputGradient: FloatBuffer,
        _ inputGradient: FloatBuffer?
    ) throws(FixedModelError) {
        let place = numbers.layout.layers[layer]
        let values = numbers.parameters.start, gradients = numbers.gradients[index].start
        try convolutions[layer].bind(
            tessera_convolution_memory(
                input: input.start, weights: values + place.weights, bias: values + place.bias, output: output.start,
                output_gradient: outputGradient.start, input_gradient: inputGradient?.start,
                weights_gradient: gradients + place.weights,
                backward_weights: numbers.turnedWeights[layer].start, scratch: scratch))
    }

    /// Makes those who go through a step together known to each other.
    static func join(_ shards: [TrainingShard]) {
        for shard in shards {
            shard.shardCount = shards.count
            shard.partners = shard.normalizations.indices.map { layer in shards.map { $0.normalizations[layer] } }
        }
    }

    // MARK: The phases

    /// - Parameters:
    ///   - first: the place in the epoch's order of this shard's first image.
    ///   - batch: images of all shards together.
    func run(_ phase: Phase, epoch: EpochNumbers, first: Int, batch: Int) {
        switch phase {
        case .stem:
            load(epoch, first: first)
            for layer in convolutions.indices.dropFirst() where layer % shardCount == index {
                note(tessera_convolution_turn(convolutions[layer].plan))
            }
            forward(NetworkLayout.stem, into: stem)
        case .narrow(let block):
            if block == 0 {
                combine(NetworkLayout.stem)
                normalizations[NetworkLayout.stem].apply(stem, into: stemOut)
                var shape = normalizations[NetworkLayout.stem].shape
                tessera_max_pool(
                    &shape, Int64(network.convolutions[NetworkLayout.stem].outSide), Int64(network.blockSide),
                    stemOut.start, pooled.start, winners)
                forward(NetworkLayout.shortcut, into: shortcut)
            } else {
                finish(block: block - 1)
            }
            forward(NetworkLayout.convolution(block: block, place: 0), into: blocks[block].narrow)
        case .lookAround(let block):
            let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 0)
            combine(layer)
            normalizations[layer].apply(memory.narrow, into: memory.narrowed)
            forward(layer + 1, into: memory.around)
        case .widen(let block):
            let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 1)
            combine(layer)
            normalizations[layer].apply(memory.around, into: memory.lookedAround)
            forward(layer + 1, into: memory.wide)
        case .head:
            finish(block: NetworkLayout.blocks - 1)
            head(epoch, first: first, batch: batch)
            maskBlock(NetworkLayout.blocks - 1, blockGradient, nil)
        case .widenBackward(let block):
            let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 2)
            if block == 0 {
                backward(NetworkLayout.shortcut, memory.gradient, of: shortcut, into: shortcutGradient)
            }
            backward(layer, memory.gradient, of: memory.wide, into: wideGradient)
            normalizations[layer - 1].mask(
                middleGradient, where: memory.lookedAround, of: memory.around, into: middleGradient)
        case .lookAroundBackward(let block):
            let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 1)
            backward(layer, middleGradient, of: memory.around, into: middleInputGradient)
            normalizations[layer - 1].mask(
                middleGradient, where: memory.narrowed, of: memory.narrow, into: middleGradient)
        case .narrowBackward(let block):
            let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 0)
            backward(layer, middleGradient, of: memory.narrow, into: middleInputGradient)
            if block > 0 {
                maskBlock(block - 1, blockGradient, memory.gradient)
            } else {
                var shape = normalizations[NetworkLayout.stem].shape
                tessera_max_pool_backward(
                    &shape, Int64(network.convolutions[NetworkLayout.stem].outSide), Int64(network.blockSide),
                    pooledGradient.start, pooledGradientOfShortcut.start, winners, stemGradient.start)
                normalizations[NetworkLayout.stem].mask(stemGradient, where: stemOut, of: stem, into: stemGradient)
            }
        case .stemBackward:
            backward(NetworkLayout.stem, stemGradient, of: stem, into: stemInputGradient)
        case .update:
            guard index == 0 else { break }
            for (layer, place) in numbers.layout.layers.enumerated() {
                normalizations[layer].move(
                    numbers.moving.start + place.mean, numbers.moving.start + place.variance)
            }
        }
    }

    private func note(_ status: Int32) {
        if failure == 0 { failure = status }
    }

    private func load(_ epoch: EpochNumbers, first: Int) {
        let pixels = network.inputSide * network.inputSide
        epoch.images.values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for place in 0..<images {
                let image = epoch.order[first + place]
                tessera_caffe_planes(
                    start + image * pixels * 3, Int64(pixels), input.start + place * pixels * 3)
            }
        }
    }

    private func forward(_ layer: Int, into output: FloatBuffer) {
        note(tessera_convolution_forward(convolutions[layer].plan))
        normalizations[layer].measure(output)
    }

    private func combine(_ layer: Int) {
        let place = numbers.layout.layers[layer], values = numbers.parameters.start
        normalizations[layer].combineMoments(
            of: partners[layer], gamma: values + place.gamma, beta: values + place.beta)
    }

    /// The end of a block: its last normalisation, what came in added, and what is below 0 cut.
    private func finish(block: Int) {
        let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 2)
        combine(layer)
        if block == 0 {
            combine(NetworkLayout.shortcut)
            normalizations[layer].apply(
                memory.wide, adding: shortcut, normalizedBy: normalizations[NetworkLayout.shortcut], into: memory.out)
        } else {
            normalizations[layer].apply(memory.wide, adding: blocks[block - 1].out, into: memory.out)
        }
    }

    /// From the last block's output to its gradient.
    private func head(_ epoch: EpochNumbers, first: Int, batch: Int) {
        let classes = network.classes, rows = Int64(images), layout = numbers.layout
        let kernel = numbers.parameters.start + layout.denseKernel
        tessera_mean_positions(&blockShape, blocks[NetworkLayout.blocks - 1].out.start, features.start)
        tessera_dense(
            features.start, rows, Int64(NetworkLayout.features), kernel, numbers.parameters.start + layout.denseBias,
            Int64(classes), logits.start)
        for place in 0..<images {
            let image = epoch.order[first + place], label = epoch.labels[image]
            let own = logits.start + place * classes
            (epoch.logits.start + image * classes).update(from: own, count: classes)
            let gradient = UnsafeMutableBufferPointer(start: logitGradient.start + place * classes, count: classes)
            for c in 0..<classes { gradient[c] = own[c] }
            Softmax.replace(gradient)
            gradient[label] -= 1
            for c in 0..<classes { gradient[c] /= Float(batch) }
        }
        let gradients = numbers.gradients[index].start
        tessera_dense_backward(
            features.start, rows, Int64(NetworkLayout.features), kernel, Int64(classes), logitGradient.start,
            featureGradient.start, gradients + layout.denseKernel, gradients + layout.denseBias)
        tessera_spread_positions(&blockShape, featureGradient.start, blockGradient.start)
    }

    /// The gradient of a block's output, one + two, kept where the output is above 0.
    private func maskBlock(_ block: Int, _ one: FloatBuffer, _ two: FloatBuffer?) {
        let memory = blocks[block], layer = NetworkLayout.convolution(block: block, place: 2)
        normalizations[layer].mask(one, two, where: memory.out, of: memory.wide, into: memory.gradient)
        if block == 0 { normalizations[NetworkLayout.shortcut].sum(memory.gradient, of: shortcut) }
    }

    /// Back through a normalisation and its convolution.
    private func backward(
        _ layer: Int, _ gradient: FloatBuffer, of x: FloatBuffer, into out: FloatBuffer
    ) {
        let place = numbers.layout.layers[layer], gradients = numbers.gradients[index].start
        normalizations[layer].combineGradients(
            of: partners[layer], gamma: numbers.parameters.start + place.gamma,
            gradients: index == 0 ? (gradients + place.gamma, gradients + place.beta) : nil)
        normalizations[layer].backward(gradient, of: x, into: out, bias: gradients + place.bias)
        note(tessera_convolution_backward_weights(convolutions[layer].plan))
        if layer != NetworkLayout.stem { note(tessera_convolution_backward_data(convolutions[layer].plan)) }
    }
}
