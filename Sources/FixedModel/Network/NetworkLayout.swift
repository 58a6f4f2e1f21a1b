/// A convolution with bias and the batch normalisation that follows it.
struct ConvolutionLayer: Sendable, Equatable {
    /// As Keras calls it, less the ending `_conv` or `_bn`.
    let name: String
    let inChannels: Int
    let outChannels: Int
    let kernel: Int
    let stride: Int
    let padding: Int
    let inSide: Int

    var outSide: Int { (inSide + 2 * padding - kernel) / stride + 1 }
    var weights: Int { kernel * kernel * inChannels * outChannels }
}

/// The network that nobody may change: ResNet50 (version 1) up to `conv2_block3_out`, the mean over positions, and a
/// dense layer.
///
/// - SeeAlso: He, Zhang, Ren, Sun 2015, "Deep residual learning for image recognition"; `keras.applications.ResNet50`,
///   whose layers it has: biased convolutions, zero padding of 3 and 1 before the stem's convolution and pooling.
package struct NetworkLayout: Sendable, Equatable {
    static let features = 256
    static let blocks = 3
    static let epsilon: Float = 1.001e-5
    static let momentum: Float = 0.99

    let inputSide: Int
    let classes: Int
    /// The stem's, the shortcut's of the first block, then three a block.
    let convolutions: [ConvolutionLayer]
    /// Width and height after the stem's pooling, which all blocks have.
    let blockSide: Int

    static let stem = 0
    static let shortcut = 1
    /// `place` 0, 1, 2: narrow, look around, widen.
    static func convolution(block: Int, place: Int) -> Int { 2 + 3 * block + place }

    package init(inputSide: Int, classes: Int) {
        self.inputSide = inputSide
        self.classes = classes
        let stem = ConvolutionLayer(
            name: "conv1", inChannels: 3, outChannels: 64, kernel: 7, stride: 2, padding: 3, inSide: inputSide)
        let side = (stem.outSide + 2 - 3) / 2 + 1
        func layer(_ name: String, _ inChannels: Int, _ outChannels: Int, _ kernel: Int) -> ConvolutionLayer {
            ConvolutionLayer(
                name: "conv2_\(name)", inChannels: inChannels, outChannels: outChannels, kernel: kernel, stride: 1,
                padding: kernel / 2, inSide: side)
        }
        var layers = [stem, layer("block1_0", 64, 256, 1)]
        for block in 1...Self.blocks {
            layers.append(layer("block\(block)_1", block == 1 ? 64 : 256, 64, 1))
            layers.append(layer("block\(block)_2", 64, 64, 3))
            layers.append(layer("block\(block)_3", 64, 256, 1))
        }
        convolutions = layers
        blockSide = side
    }

    /// Of one image, forward: a multiplication and an addition are two.
    var forwardOperations: Double {
        convolutions.reduce(into: 0) { $0 += 2 * Double($1.weights * $1.outSide * $1.outSide) }
    }
}
