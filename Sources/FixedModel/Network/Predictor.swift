import Foundation
import Matrices
import Synchronization

/// Answers of the fixed model for many images, by one or more threads with a network each and the same weights.
final class Predictor: Sendable {
    private let network: NetworkLayout
    private let networks: [InferenceNetwork]

    init(_ network: NetworkLayout, threads: Int) throws(FixedModelError) {
        self.network = network
        let weights = try SingleThread.run { () throws(FixedModelError) in try InferenceNetwork.Weights(network) }
        var networks: [InferenceNetwork] = []
        for _ in 0..<max(1, threads) {
            networks.append(
                try SingleThread.run { () throws(FixedModelError) in try InferenceNetwork(network, weights: weights) })
        }
        self.networks = networks
    }

    func load(_ parameters: PlainParameters) throws(FixedModelError) {
        try SingleThread.run { () throws(FixedModelError) in try networks[0].load(parameters) }
    }

    /// The same for any number of threads.
    func predict(_ images: PreparedImages, threads: Int) throws(FixedModelError) -> Predictions {
        guard images.side == network.inputSide else {
            throw .otherInputSide(wanted: network.inputSide, found: images.side)
        }
        let logits = FloatBuffer(images.count * network.classes)
        let features = FloatBuffer(images.count * NetworkLayout.features)
        let chunk = networks[0].chunk
        let chunks = (images.count + chunk - 1) / chunk
        let next = Atomic<Int>(0), failure = Atomic<Int32>(0)
        ShardCrew.run(max(1, min(threads, networks.count, chunks))) { [networks] member in
            SingleThread.run {
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < chunks else { return }
                    let status = networks[member].answer(
                        images, index * chunk..<min(images.count, (index + 1) * chunk), logits: logits.start,
                        features: features.start)
                    if status != 0 { failure.store(status, ordering: .relaxed) }
                }
            }
        }
        let status = failure.load(ordering: .relaxed)
        guard status == 0 else { throw .oneDNN(status: Int(status), doing: "predicting") }
        return Predictions(
            logits: Matrix(rows: images.count, columns: network.classes, values: logits.values),
            features: Matrix(rows: images.count, columns: NetworkLayout.features, values: features.values))
    }
}
