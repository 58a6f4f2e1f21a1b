import Matrices

/// All numbers of the network in the order of Keras: layer after layer, of each convolution the kernel (height, width,
/// in, out) and bias, of its batch normalisation gamma, beta, moving mean and moving variance; last the dense kernel
/// (256 × classes) and bias.
package struct PlainParameters: Sendable, Equatable {
    package struct Tensor: Sendable, Equatable {
        package let name: String
        package let shape: [Int]
        package let offset: Int
        package let isTrained: Bool
        package var count: Int { shape.reduce(1, *) }
    }

    package let tensors: [Tensor]
    package var values: [Float]

    /// Six tensors a convolution, in the order of `NetworkLayout.convolutions`, then two.
    static func tensors(of network: NetworkLayout) -> [Tensor] {
        var tensors: [Tensor] = []
        var end = 0
        func add(_ name: String, _ shape: [Int], trained: Bool = true) {
            let tensor = Tensor(name: name, shape: shape, offset: end, isTrained: trained)
            end += tensor.count
            tensors.append(tensor)
        }
        for layer in network.convolutions {
            add("\(layer.name)_conv/kernel", [layer.kernel, layer.kernel, layer.inChannels, layer.outChannels])
            add("\(layer.name)_conv/bias", [layer.outChannels])
            add("\(layer.name)_bn/gamma", [layer.outChannels])
            add("\(layer.name)_bn/beta", [layer.outChannels])
            add("\(layer.name)_bn/moving_mean", [layer.outChannels], trained: false)
            add("\(layer.name)_bn/moving_variance", [layer.outChannels], trained: false)
        }
        add("dense/kernel", [NetworkLayout.features, network.classes])
        add("dense/bias", [network.classes])
        return tensors
    }

    /// All zeros.
    package init(_ network: NetworkLayout) {
        tensors = Self.tensors(of: network)
        values = [Float](repeating: 0, count: tensors.reduce(0) { $0 + $1.count })
    }

    /// As a training begins: kernels uniform within ±√(6 / (fan in + fan out)), gammas and moving variances 1, the
    /// rest 0. Each tensor has random numbers of its own, so that the number of classes changes the last one only.
    ///
    /// - SeeAlso: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".
    init(_ network: NetworkLayout, seed: UInt64) {
        self.init(network)
        for (index, tensor) in tensors.enumerated() {
            let range = tensor.offset..<tensor.offset + tensor.count
            if tensor.name.hasSuffix("/kernel") {
                let fans = tensor.shape.suffix(2).reduce(0, +) * tensor.shape.dropLast(2).reduce(1, *)
                let limit = (6 / Double(fans)).squareRoot()
                var random = SeededRandom(seed: seed, stream: UInt64(index))
                for place in range { values[place] = Float((2 * random.unit() - 1) * limit) }
            } else if tensor.name.hasSuffix("/gamma") || tensor.name.hasSuffix("/moving_variance") {
                for place in range { values[place] = 1 }
            }
        }
    }
}
