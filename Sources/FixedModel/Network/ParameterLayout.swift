/// Where each trained number lies in one long buffer, so that Adam is one loop over all of them.
///
/// The weights of convolutions lie as oneDNN packs them.
struct ParameterLayout: Sendable {
    struct Layer: Sendable {
        let weights: Int, bias: Int, gamma: Int, beta: Int
        /// In the buffer of moving statistics.
        let mean: Int, variance: Int
    }

    let layers: [Layer]
    let denseKernel: Int
    let denseBias: Int
    /// Floats, with the gaps that keep every part aligned.
    let count: Int
    let movingCount: Int

    init(_ network: NetworkLayout, packedWeights: [Int]) {
        var end = 0, movingEnd = 0
        func take(_ count: Int) -> Int {
            defer { end += (count + 15) / 16 * 16 }
            return end
        }
        func takeMoving(_ count: Int) -> Int {
            defer { movingEnd += count }
            return movingEnd
        }
        layers = zip(network.convolutions, packedWeights).map { layer, packed in
            Layer(
                weights: take(packed), bias: take(layer.outChannels), gamma: take(layer.outChannels),
                beta: take(layer.outChannels), mean: takeMoving(layer.outChannels),
                variance: takeMoving(layer.outChannels))
        }
        denseKernel = take(NetworkLayout.features * network.classes)
        denseBias = take(network.classes)
        count = end
        movingCount = movingEnd
    }
}
